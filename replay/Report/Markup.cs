using System.Globalization;
using System.Net;
using System.Text;
using Executor.Replay.Output;

namespace Executor.Replay.Report;

/// <summary>Collects markup. Numbers in it look the same on every machine; text that came from outside is encoded.</summary>
internal sealed class Markup
{
    private readonly StringBuilder _text = new();

    /// <summary>Appends trusted markup; decimals in it are coordinates.</summary>
    public Markup Add(FormattableString markup)
    {
        var values = markup.GetArguments().Select(value => value switch
        {
            decimal number => Coordinate(number),
            DateTimeOffset time => Iso.Text(time),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value?.ToString() ?? string.Empty,
        });
        _text.AppendFormat(CultureInfo.InvariantCulture, markup.Format, [.. values]);
        return this;
    }

    /// <summary>Appends trusted markup as it is.</summary>
    public Markup Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>Makes text harmless.</summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A place in a drawing: one decimal is finer than a pixel.</summary>
    public static string Coordinate(decimal value) => Iso.Text(decimal.Round(value, 1, MidpointRounding.AwayFromZero));

    public override string ToString() => _text.ToString();
}
