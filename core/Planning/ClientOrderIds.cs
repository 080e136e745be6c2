using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Executor.Core.Positions;

namespace Executor.Core.Planning;

/// <summary>
/// Client order ids, derived and never drawn or read from a clock: a retry, a restart and a replay give the same id again, and a changed
/// order gets another one (W7).
/// </summary>
/// <remarks>Source: behaviour of the original, sections 5.1 and 6.2; form: Binance spot API, <c>newClientOrderId</c>.</remarks>
public static class ClientOrderIds
{
    /// <summary>What every order of this system begins with.</summary>
    public const string Prefix = "EX_";

    /// <summary>Longest id that Binance takes.</summary>
    public const int MaxLength = 36;

    private const int SuffixDigits = 12;
    private const string LimitSuffix = "_GTC";

    private static readonly SearchValues<char> Legal =
        SearchValues.Create(".ABCDEFGHIJKLMNOPQRSTUVWXYZ:/abcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>Key of a trade that is opened at <paramref name="unixSeconds"/> (seconds since 1970-01-01 UTC).</summary>
    public static string TradeKey(long unixSeconds) => Legalised(string.Create(CultureInfo.InvariantCulture, $"EX_EN_{unixSeconds}"));

    /// <summary>The part that all exits of a trade share: the first 12 hex digits of the SHA-256 of <c>key|symbol|side</c>.</summary>
    /// <param name="tradeKey">Key of the trade, any text.</param>
    /// <param name="symbol">Traded pair, in capitals.</param>
    /// <param name="side">Direction of the position.</param>
    public static string Suffix(string tradeKey, string symbol, PositionSide side)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{tradeKey}|{symbol}|{side.Text()}"));
        return Convert.ToHexStringLower(hash)[..SuffixDigits];
    }

    /// <summary>Id of an exit order as the original writes it, <c>EX_TP1_51f72d7584f2</c>: the stem of <see cref="Exit"/>.</summary>
    /// <param name="purpose">For example <c>TP1</c>, <c>TP2</c>, <c>SL</c>.</param>
    /// <param name="suffix">See <see cref="Suffix"/>.</param>
    /// <exception cref="ArgumentException">The id would be too long or hold a character that Binance refuses.</exception>
    public static string ExitStem(string purpose, string suffix) => Legalised($"{Prefix}{purpose}_{suffix}");

    /// <summary>Id of one version of an exit order.</summary>
    /// <param name="purpose">For example <c>TP1</c>, <c>TP2</c>, <c>SL</c>.</param>
    /// <param name="suffix">See <see cref="Suffix"/>.</param>
    /// <param name="revision">Which version of this order, from 0: a moved stop is another order.</param>
    /// <param name="epoch">Which holder of the symbol sends it, from 0.</param>
    /// <exception cref="ArgumentException">The id would be too long or hold a character that Binance refuses.</exception>
    public static string Exit(string purpose, string suffix, int revision, long epoch) =>
        Versioned($"{Prefix}{purpose}_{suffix}", revision, epoch);

    /// <summary>Id of one attempt to enter.</summary>
    /// <param name="tradeKey">See <see cref="TradeKey"/>.</param>
    /// <param name="attempt">Which order of the entry, from 0: the limit, then the market order of Plan B.</param>
    /// <param name="epoch">Which holder of the symbol sends it, from 0.</param>
    /// <exception cref="ArgumentException">The id would be too long or hold a character that Binance refuses.</exception>
    public static string Entry(string tradeKey, int attempt, long epoch) => Versioned(tradeKey, attempt, epoch);

    /// <summary>Id of the plain limit order that follows a refused maker order; cut to <see cref="MaxLength"/>.</summary>
    /// <param name="clientOrderId">Id of the refused order.</param>
    public static string LimitFallback(string clientOrderId)
    {
        var text = clientOrderId + LimitSuffix;
        return text.Length <= MaxLength ? text : text[..MaxLength];
    }

    /// <summary>True for an order that this system sent.</summary>
    public static bool IsOurs(string clientOrderId) => clientOrderId.StartsWith(Prefix, StringComparison.Ordinal);

    private static string Versioned(string stem, int revision, long epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(revision);
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        return Legalised(string.Create(CultureInfo.InvariantCulture, $"{stem}_{revision}e{epoch}"));
    }

    private static string Legalised(string id) =>
        id.Length <= MaxLength && !id.AsSpan().ContainsAnyExcept(Legal)
            ? id
            : throw new ArgumentException(
                $"'{id}' is no legal client order id: at most {MaxLength} characters of A-Z a-z 0-9 . : / _ - are taken.", nameof(id));
}
