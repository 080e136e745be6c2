using Azure.Data.Tables;

namespace Executor.Storage.Azure;

/// <summary>
/// The properties of a row. A document is cut into pieces that a property can hold: <c>Data</c>, <c>Data1</c> and so on as bytes, or
/// <c>StringData</c>, <c>StringData1</c> and so on as text; the names and sizes are the official provider's.
/// </summary>
internal static class StateEntity
{
    private const int MostPieces = 15; // of 64 KiB each: the rest of the 1 MiB of a row is left to keys and names
    private const int BytesOfPiece = 64 * 1024;
    private const int CharactersOfPiece = BytesOfPiece / sizeof(char);
    private const string Bytes = "Data";
    private const string Text = "StringData";

    /// <summary>The row with the document in it; null when the document is too large for a row.</summary>
    public static TableEntity? Of(StateRowKey key, BinaryData document, bool asText)
    {
        var pieces = asText ? TextPieces(document.ToString()) : BytePieces(document.ToMemory());
        var entity = Empty(key);
        var name = asText ? Text : Bytes;
        var number = 0;
        foreach (var piece in pieces)
        {
            if (number == MostPieces)
                return null;
            entity[Name(name, number++)] = piece;
        }
        return entity;
    }

    /// <summary>The row of a state that was cleared.</summary>
    public static TableEntity Empty(StateRowKey key) => new(key.Partition, key.Row);

    /// <summary>The document of the row; null when there is none in it.</summary>
    public static BinaryData? DocumentOf(TableEntity entity)
    {
        using var document = new MemoryStream();
        foreach (var name in Names(Bytes))
            document.Write(entity.GetBinary(name) ?? []);
        if (document.Length > 0)
            return BinaryData.FromBytes(document.ToArray());

        var text = string.Concat(Names(Text).Select(entity.GetString));
        return text.Length > 0 ? BinaryData.FromString(text) : null;
    }

    private static IEnumerable<object> BytePieces(ReadOnlyMemory<byte> document)
    {
        for (var start = 0; start < document.Length; start += BytesOfPiece)
            yield return document[start..Math.Min(start + BytesOfPiece, document.Length)].ToArray();
    }

    private static IEnumerable<object> TextPieces(string document)
    {
        for (int start = 0, end; start < document.Length; start = end)
        {
            end = Math.Min(start + CharactersOfPiece, document.Length);
            if (end < document.Length && char.IsHighSurrogate(document[end - 1]))
                end--; // half a character cannot be sent
            yield return document[start..end];
        }
    }

    private static IEnumerable<string> Names(string name) => Enumerable.Range(0, MostPieces).Select(number => Name(name, number));

    private static string Name(string name, int number) =>
        number == 0 ? name : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}{number}");
}
