using Executor.Silo.Configuration;
using Executor.Silo.Intake;

namespace Executor.Silo.Hosting;

/// <summary>A symbol that this silo works for.</summary>
/// <param name="Setup">Its settings.</param>
/// <param name="Membership">How it stands.</param>
/// <param name="Gates">What has happened for it since it came.</param>
internal sealed record RosterMember(SymbolSetup Setup, Membership Membership, SymbolGates Gates)
{
    public string Symbol => Setup.Symbol;

    /// <summary>The fleet has said that its signals are acted on.</summary>
    public bool IsTraded => Membership == Membership.Traded;

    /// <summary>Why signals cannot be judged yet; null when they can, and for a symbol that has none any more.</summary>
    public string? Closed => Membership switch
    {
        Membership.Expected => "the fleet has not said yet who is traded",
        Membership.Traded => Gates.Closed,
        Membership.Leaving => null,
    };
}

/// <summary>How a symbol stands with this silo.</summary>
internal enum Membership
{
    /// <summary>Listed in SYMBOLS; the fleet has not been heard since the start.</summary>
    Expected,

    /// <summary>Its signals are acted on.</summary>
    Traded,

    /// <summary>Nothing is entered; its position is managed until it is flat.</summary>
    Leaving,
}
