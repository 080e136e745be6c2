namespace Executor.Exchange.Rules;

/// <summary>The trading rules of a symbol are not known and the exchange did not give them.</summary>
/// <param name="symbol">Traded pair.</param>
/// <param name="reason">What the exchange said, or that it said nothing.</param>
/// <param name="retryAfter">When there may be room for the question, 0 or more; null: it was not for want of room.</param>
public sealed class RulesUnavailableException(string symbol, string reason, TimeSpan? retryAfter = null)
    : Exception($"The trading rules of {symbol} could not be read: {reason}. Nothing can be planned without them; ask again.")
{
    /// <summary>Traded pair.</summary>
    public string Symbol { get; } = symbol;

    /// <summary>When there may be room for the question, 0 or more; null: it was not for want of room.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
