using Executor.Core.Planning;

namespace Executor.Core.Explaining;

/// <summary>Computes the guard of Plan B again (behaviour 5.6).</summary>
internal static class GuardCheck
{
    public static void Compare(Figures timeout)
    {
        if (timeout.Number("px_exec") is not { } price || timeout.Number("entry") is not { } entry || timeout.Number("sl") is not { } stop)
        {
            return; // no market order was judged
        }

        var (risk, deviation) = (Math.Abs(entry - stop), Math.Abs(price - entry));
        timeout.Compare("risk", risk, $"|{entry} - {stop}|");
        timeout.Compare("dev", deviation, $"|{price} - {entry}|");
        if (timeout.Text("fallback") == $"ABORT_{PlanBGuard.DeviationTooLarge}" && timeout.Number("max_dev") is { } allowed && deviation <= allowed)
        {
            timeout.Compare("max_dev", deviation, $"{deviation} is within {allowed}: the order should have been sent");
        }
    }
}
