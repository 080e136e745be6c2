using Executor.Core.Settings;
using Executor.Simulator.Server.Security;

namespace Executor.Simulator.Server.Scenarios;

/// <summary>What is wrong with a scenario.</summary>
internal static class ScenarioChecks
{
    private const int MaxNameLength = 40;

    /// <summary>All errors, each naming the place.</summary>
    public static IEnumerable<string> ErrorsOf(Scenario scenario)
    {
        foreach (var market in scenario.Markets)
        {
            if (market.Price <= 0m)
                yield return $"markets: the price of {market.Symbol} must be above 0, is {market.Price}.";
            if (market.PriceDecimals is < 0 or > 8)
                yield return $"markets: priceDecimals of {market.Symbol} must be 0 to 8, is {market.PriceDecimals}.";
            if (market.SpreadTicks < 0)
                yield return $"markets: spreadTicks of {market.Symbol} must be 0 or more, is {market.SpreadTicks}.";
            if (!SymbolName.TrySplit(market.Symbol, out _))
                yield return $"markets: {market.Symbol} is no pair of two known assets.";
        }
        foreach (var twice in scenario.Markets.GroupBy(market => market.Symbol, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return $"markets: {twice.Key} is there twice.";
        foreach (var twice in scenario.Customers.GroupBy(customer => customer.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return $"customers: {twice.Key} is there twice.";
        foreach (var customer in scenario.Customers)
        {
            if (customer.Name.Length is 0 or > MaxNameLength || !customer.Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
                yield return $"customers: the name '{customer.Name}' must be 1 to {MaxNameLength} letters, digits or dashes.";
            foreach (var symbol in customer.Isolated.Keys.Where(symbol => scenario.Markets.All(market => market.Symbol != symbol)))
                yield return $"customers: {customer.Name} has an isolated account of {symbol}, which is no market.";
            foreach (var key in customer.Keys)
            {
                if (KeyReader.ErrorOf(key) is { } error)
                    yield return $"customers: a key of {customer.Name} {error}";
            }
        }
        foreach (var twice in scenario.Customers.SelectMany(customer => customer.Keys).GroupBy(key => key.Key, StringComparer.Ordinal)
            .Where(group => group.Count() > 1))
        {
            yield return $"customers: the key {twice.Key[..Math.Min(4, twice.Key.Length)]}... is there twice.";
        }
    }
}
