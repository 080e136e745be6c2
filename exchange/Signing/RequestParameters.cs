using System.Globalization;
using System.Text;
using Executor.Core.Exchange;

namespace Executor.Exchange.Signing;

/// <summary>Parameters of one request in the order in which they are sent; each name once. A value that is null is left out.</summary>
public sealed class RequestParameters
{
    /// <summary>Plain notation, never an exponent, no zeros at the end; more digits than a <see cref="decimal"/> has.</summary>
    private const string PlainDecimal = "0.#############################";

    private readonly List<KeyValuePair<string, string>> _entries = [];

    /// <summary>Name and value, neither encoded.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Entries => _entries;

    /// <summary>Adds a text.</summary>
    /// <exception cref="ArgumentException">The name is empty, holds other than letters and digits, or is there already.</exception>
    public RequestParameters Add(string name, string? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (value is null)
        {
            return this;
        }

        if (name.Length == 0 || !name.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException($"'{name}' is no name of a request parameter: letters and digits are expected.", nameof(name));
        }

        if (_entries.Exists(entry => entry.Key == name))
        {
            throw new ArgumentException($"The parameter '{name}' is given twice.", nameof(name));
        }

        _entries.Add(new(name, value));
        return this;
    }

    /// <summary>Adds an amount or a price, in plain notation with a point.</summary>
    /// <inheritdoc cref="Add(string, string?)" path="/exception"/>
    public RequestParameters Add(string name, decimal? value) => Add(name, value?.ToString(PlainDecimal, CultureInfo.InvariantCulture));

    /// <summary>Adds a whole number.</summary>
    /// <inheritdoc cref="Add(string, string?)" path="/exception"/>
    public RequestParameters Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a moment, in milliseconds since 1970-01-01 UTC.</summary>
    /// <inheritdoc cref="Add(string, string?)" path="/exception"/>
    public RequestParameters Add(string name, DateTimeOffset? value) => Add(name, value?.ToUnixTimeMilliseconds());

    /// <summary>Adds the wallet as margin endpoints want it: the texts <c>TRUE</c> and <c>FALSE</c>; nothing on spot.</summary>
    public RequestParameters AddIsIsolated(TradingAccount account) => account switch
    {
        TradingAccount.Spot => this,
        TradingAccount.CrossMargin => Add("isIsolated", "FALSE"),
        TradingAccount.IsolatedMargin => Add("isIsolated", "TRUE"),
    };

    /// <summary>A copy, so that one try of a request does not see the time stamp of another.</summary>
    internal RequestParameters Copy()
    {
        var copy = new RequestParameters();
        copy._entries.AddRange(_entries);
        return copy;
    }

    /// <summary><c>name=value</c> joined by <c>&amp;</c>, values percent-encoded with capital hexadecimal digits (RFC 3986).</summary>
    internal string ToEncodedText()
    {
        var text = new StringBuilder();
        foreach (var (name, value) in _entries)
        {
            text.Append(text.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return text.ToString();
    }
}
