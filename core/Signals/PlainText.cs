using System.Globalization;

namespace Executor.Core.Signals;

/// <summary>Text from outside, made fit to be shown: it cannot end a line of a log, colour a terminal, or turn the reading direction.</summary>
public static class PlainText
{
    private const char Replacement = '\uFFFD';

    /// <summary><paramref name="text"/> with a blank for each tab and line end, and U+FFFD for each other character that is not printed.</summary>
    public static string Of(string text) => text.Any(letter => Shown(letter) != letter) ? string.Concat(text.Select(Shown)) : text;

    private static char Shown(char letter) => letter switch
    {
        '\t' or '\r' or '\n' => ' ',
        _ => char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator ? Replacement : letter,
    };
}
