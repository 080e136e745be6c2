using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Executor.Core.Positions;

namespace Executor.Core.Planning;

/// <summary>
/// Client order ids, derived and never read from a clock: a retry, a restart and a replay give the same id again, and a changed
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

    /// <summary>
    /// Key of a position that is taken over from the original's state: the first of its trade key, client id and order id that is neither
    /// missing nor empty; null when it has none.
    /// </summary>
    /// <param name="identifiers">In that order; the caller hands in null for a stored number 0.</param>
    public static string? KeyOf(params ReadOnlySpan<string?> identifiers)
    {
        foreach (var identifier in identifiers)
        {
            if (!string.IsNullOrEmpty(identifier))
            {
                return identifier;
            }
        }

        return null;
    }

    /// <summary>
    /// Stands in for <see cref="Suffix"/> when a position that is taken over has no key (<see cref="KeyOf"/>): there is nothing to derive
    /// from, so its twelve hex digits are drawn. They are drawn once, stored with the position before its first order, shared by all its
    /// exits and kept for later runs. Trades opened here have a key and never come to this.
    /// </summary>
    /// <param name="random">Six bytes from the caller's source of randomness.</param>
    /// <exception cref="ArgumentException"><paramref name="random"/> has not six bytes.</exception>
    public static string SuffixWithoutKey(ReadOnlySpan<byte> random) => random.Length == SuffixDigits / 2
        ? Convert.ToHexStringLower(random)
        : throw new ArgumentException($"{SuffixDigits / 2} bytes are needed, got {random.Length}.", nameof(random));

    /// <summary>Id of an exit order as the original writes it, <c>EX_TP1_51f72d7584f2</c>: the stem of <see cref="Order"/>.</summary>
    /// <param name="purpose">For example <c>TP1</c>, <c>TP2</c>, <c>SL</c>.</param>
    /// <param name="suffix">See <see cref="Suffix"/>.</param>
    /// <exception cref="ArgumentException">The id would be too long or hold a character that Binance refuses.</exception>
    public static string ExitStem(string purpose, string suffix) => Legalised($"{Prefix}{purpose}_{suffix}");

    /// <summary>Id of one version of an order, of the entry (<c>EN</c>) as of the exits.</summary>
    /// <param name="purpose">For example <c>EN</c>, <c>TP1</c>, <c>TP2</c>, <c>SL</c>.</param>
    /// <param name="suffix">See <see cref="Suffix"/>.</param>
    /// <param name="revision">Which version of this order, from 0: a moved stop is another order.</param>
    /// <param name="epoch">Which holder of the symbol sends it, from 0.</param>
    /// <exception cref="ArgumentException">The id would be too long or hold a character that Binance refuses.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="revision"/> or <paramref name="epoch"/> is negative.</exception>
    public static string Order(string purpose, string suffix, int revision, long epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(revision);
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        return Legalised(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{purpose}_{suffix}_{revision}e{epoch}"));
    }

    /// <summary>Which holder of the symbol sent an order, read from the end of its id; null: the id names none, as the original's do not.</summary>
    public static long? EpochOf(string clientOrderId)
    {
        ArgumentNullException.ThrowIfNull(clientOrderId);
        return IsOurs(clientOrderId)
            && clientOrderId.Split('_') is [_, .., { Length: SuffixDigits }, var version]
            && version.Split('e') is [var revision, var epoch]
            && int.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && long.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var holder)
                ? holder
                : null;
    }

    /// <summary>Id of the plain limit order that follows a refused maker order; cut to <see cref="MaxLength"/>.</summary>
    /// <param name="clientOrderId">Id of the refused order.</param>
    public static string LimitFallback(string clientOrderId)
    {
        var text = clientOrderId + LimitSuffix;
        return text.Length <= MaxLength ? text : text[..MaxLength];
    }

    /// <summary>True for an id that <see cref="LimitFallback"/> made: a limit order that rests at its target.</summary>
    public static bool IsLimitFallback(string clientOrderId) => clientOrderId.EndsWith(LimitSuffix, StringComparison.Ordinal);

    /// <summary>True for an order that this system sent.</summary>
    public static bool IsOurs(string clientOrderId) => clientOrderId.StartsWith(Prefix, StringComparison.Ordinal);

    private static string Legalised(string id) =>
        id.Length <= MaxLength && !id.AsSpan().ContainsAnyExcept(Legal)
            ? id
            : throw new ArgumentException(
                $"'{id}' is no legal client order id: at most {MaxLength} characters of A-Z a-z 0-9 . : / _ - are taken.", nameof(id));
}
