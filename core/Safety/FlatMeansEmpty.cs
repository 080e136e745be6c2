using Executor.Core.Exchange;

namespace Executor.Core.Safety;

/// <summary>S6: flat means that nothing of ours rests, nothing but dust is held and nothing of the trade is owed.</summary>
public static class FlatMeansEmpty
{
    /// <summary>Compares the books of a flat position with those before its trade.</summary>
    /// <param name="books">The books now.</param>
    /// <param name="baseBefore">Base before the trade.</param>
    /// <param name="quoteBefore">Quote before the trade.</param>
    /// <param name="rules">Rules of the symbol.</param>
    /// <param name="debtTolerance">A debt at or below this is none, in the asset owed.</param>
    public static IEnumerable<SafetyFinding> Of(IBooks books, Balance baseBefore, Balance quoteBefore, SymbolRules rules, decimal debtTolerance)
    {
        ArgumentNullException.ThrowIfNull(books);
        if (books.OpenOrders is [var open, ..])
        {
            yield return SafetyFinding.Of("S6", $"flat, and {books.OpenOrders.Length} order(s) are open, the first is {open.ClientOrderId}.");
        }

        if (Residue.Excess(books.Base, baseBefore, books.LastPrice, rules) is var excess and not 0m)
        {
            yield return SafetyFinding.Of("S6", $"flat, and holdings differ by {excess} from those before the trade.");
        }

        (Balance Now, Balance Before)[] assets = [(books.Base, baseBefore), (books.Quote, quoteBefore)];
        foreach (var (now, before) in assets)
        {
            if (Residue.Debt(now, before, debtTolerance) is var debt and not 0m)
            {
                yield return SafetyFinding.Of("S6", $"flat, and {debt} {now.Asset} of the trade is owed.");
            }
        }
    }
}
