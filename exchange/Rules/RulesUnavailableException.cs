namespace Executor.Exchange.Rules;

/// <summary>The trading rules of a symbol are not known and the exchange did not give them.</summary>
/// <param name="symbol">Traded pair.</param>
/// <param name="reason">What the exchange said, or that it said nothing.</param>
public sealed class RulesUnavailableException(string symbol, string reason)
    : Exception($"The trading rules of {symbol} could not be read: {reason}. Nothing can be planned without them; ask again.")
{
    /// <summary>Traded pair.</summary>
    public string Symbol { get; } = symbol;
}
