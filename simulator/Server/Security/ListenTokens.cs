using System.Collections.Concurrent;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Server.Security;

/// <summary>A token that opens the user data stream of a margin account for a while.</summary>
/// <param name="Token">What is sent.</param>
/// <param name="CustomerName">Whose.</param>
/// <param name="Account">Which account.</param>
/// <param name="ExpiresAt">Until when, UTC.</param>
public sealed record ListenToken(string Token, string CustomerName, AccountKey Account, DateTimeOffset ExpiresAt)
{
    // The token opens a stream: it is not printed.
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append("Account = ").Append(Account);
        return true;
    }
}

/// <summary>Listen tokens in use. Thread-safe. Source: Binance margin API, user listen token.</summary>
public sealed class ListenTokens
{
    /// <summary>Longest and usual validity.</summary>
    public static readonly TimeSpan LongestValidity = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<string, ListenToken> _tokens = new(StringComparer.Ordinal);

    /// <summary>Issues a token.</summary>
    public ListenToken Issue(string token, string customerName, AccountKey account, DateTimeOffset expiresAt) =>
        _tokens[token] = new ListenToken(token, customerName, account, expiresAt);

    /// <summary>The token, if it is valid at that time; else null.</summary>
    public ListenToken? Find(string token, DateTimeOffset now) =>
        _tokens.GetValueOrDefault(token) is { } found && found.ExpiresAt > now ? found : null;

    /// <summary>Ends all tokens of a customer at once.</summary>
    public void Revoke(string customerName)
    {
        foreach (var token in _tokens.Values.Where(token => token.CustomerName == customerName))
            _tokens.TryRemove(token.Token, out _);
    }
}
