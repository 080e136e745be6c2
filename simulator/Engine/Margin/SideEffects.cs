using Executor.Core.Exchange;

namespace Executor.Simulator.Engine.Margin;

/// <summary>Questions one may ask of a <see cref="SideEffect"/>.</summary>
internal static class SideEffects
{
    public static bool Borrows(this SideEffect effect) => effect switch
    {
        SideEffect.Borrow or SideEffect.BorrowAndRepay => true,
        SideEffect.None or SideEffect.Repay => false,
    };

    public static bool Repays(this SideEffect effect) => effect switch
    {
        SideEffect.Repay or SideEffect.BorrowAndRepay => true,
        SideEffect.None or SideEffect.Borrow => false,
    };
}
