using System.Collections.Concurrent;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Server.Streams.UserData;

/// <summary>Right to listen to a margin account for a while. Source: Binance margin API, user listen token.</summary>
/// <param name="Text">The token.</param>
/// <param name="Customer">Whose account.</param>
/// <param name="Account">Which account.</param>
/// <param name="ExpiresAt">Until when, UTC.</param>
public sealed record ListenToken(string Text, Customer Customer, AccountKey Account, DateTimeOffset ExpiresAt);

/// <summary>The tokens given out. Thread-safe.</summary>
public sealed class ListenTokens(TimeProvider clock)
{
    /// <summary>Longest and usual validity.</summary>
    public static readonly TimeSpan LongestValidity = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<string, ListenToken> _tokens = new(StringComparer.Ordinal);

    /// <summary>Gives out a token; tokens that have expired are forgotten.</summary>
    /// <param name="text">The token: text that nobody can guess or that no two share.</param>
    /// <param name="customer">Whose account.</param>
    /// <param name="account">Which account.</param>
    /// <param name="validity">How long it is valid, above zero and at most <see cref="LongestValidity"/>.</param>
    public ListenToken Issue(string text, Customer customer, AccountKey account, TimeSpan validity)
    {
        var now = clock.GetUtcNow();
        foreach (var old in _tokens.Values.Where(token => token.ExpiresAt <= now))
            _tokens.TryRemove(old.Text, out _);
        return _tokens[text] = new ListenToken(text, customer, account, now + validity);
    }

    /// <summary>The token of that text; null when there is none or it has expired.</summary>
    public ListenToken? Find(string text) => _tokens.GetValueOrDefault(text) is { } token && token.ExpiresAt > clock.GetUtcNow() ? token : null;

    /// <summary>Lets all tokens expire now (F14).</summary>
    public void Clear() => _tokens.Clear();
}
