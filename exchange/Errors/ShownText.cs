using System.Text.RegularExpressions;

namespace Executor.Exchange.Errors;

/// <summary>
/// Text of the other side, as it may be repeated in logs and errors: on one line, short, and without anything that could be a key, a signature or a signed
/// query. A gateway may repeat what it was sent.
/// </summary>
internal static partial class ShownText
{
    private const int Longest = 200;

    /// <summary><paramref name="text"/> as it may be shown; empty for null.</summary>
    /// <param name="text">What came.</param>
    /// <param name="longest">Most characters.</param>
    public static string Of(string? text, int longest = Longest)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // Judged before it is cut, or the rest of a key would pass for a word.
        var shown = Secrets().Replace(text.Length > 4 * Longest ? text[..(4 * Longest)] : text, "[hidden]");
        var line = string.Concat(shown.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= longest ? line : line[..longest];
    }

    /// <summary>Parameters of a signed query, and words longer than any that the exchange uses: keys have 64 characters, signatures 64 and more.</summary>
    [GeneratedRegex(@"(signature|apiKey|listenToken|timestamp)=[^\s]*|[A-Za-z0-9+/=%_\-]{40,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Secrets();
}
