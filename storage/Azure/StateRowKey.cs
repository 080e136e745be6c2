using System.Text;

namespace Executor.Storage.Azure;

/// <summary>Keys of the row of one state, as the official provider forms them: <c>service_type_key</c> and the state's name.</summary>
/// <param name="Partition">Partition key.</param>
/// <param name="Row">Row key.</param>
/// <remarks>
/// In the official form a slash becomes an underscore. What would meet another grain's row that way, or cannot stand in a key of a table at
/// all, is refused: an error is better than the position of somebody else.
/// </remarks>
internal sealed record StateRowKey(string Partition, string Row)
{
    private const int LongestKey = 512; // 1 KiB of UTF-16
    private const char Separator = '_';
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">The names cannot be told apart in the table.</exception>
    public static StateRowKey Of(string serviceId, GrainId grain, string stateName)
    {
        var type = Checked(grain, "type", Text(grain, grain.Type.Value), "/_\\#?%");
        var key = Checked(grain, "key", Text(grain, grain.Key), "_\\#?%");
        var row = Checked(grain, "state name", stateName, "/\\#?%");
        var partition = $"{serviceId}{Separator}{type}{Separator}{key.Replace('/', Separator)}";
        if (partition.Length > LongestKey || row.Length is 0 or > LongestKey)
            throw Refused(grain, "name", "is empty, or too long for a key of 512 characters");
        return new StateRowKey(partition, row);
    }

    /// <summary>First partition key that a service's rows can have, and the first that is beyond them.</summary>
    public static (string From, string Beyond) RangeOf(string serviceId) => ($"{serviceId}{Separator}", $"{serviceId}{(char)(Separator + 1)}");

    public override string ToString() => $"{Partition}/{Row}";

    private static string Text(GrainId grain, IdSpan id)
    {
        try
        {
            return Utf8.GetString(id.AsSpan());
        }
        catch (DecoderFallbackException)
        {
            throw Refused(grain, "name", "is not text");
        }
    }

    private static string Checked(GrainId grain, string part, string text, string forbidden) =>
        text.Any(character => char.IsControl(character) || forbidden.Contains(character, StringComparison.Ordinal))
            ? throw Refused(grain, part, $"has one of {string.Join(' ', forbidden.AsEnumerable())} or a control character")
            : text;

    private static ArgumentException Refused(GrainId grain, string part, string why) =>
        new($"State of grain {grain} cannot be kept in an Azure table: its {part} {why}. Name the grain differently.", nameof(grain));
}
