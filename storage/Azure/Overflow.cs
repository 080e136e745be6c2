using Azure.Data.Tables;

namespace Executor.Storage.Azure;

/// <summary>What a row holds instead of a document that is too large for it.</summary>
/// <param name="Blob">Name of the blob with the document.</param>
/// <param name="Sha256">Hash of the document, hexadecimal, lower case.</param>
internal sealed record Overflow(string Blob, string Sha256)
{
    /// <summary>Property with the blob's name.</summary>
    public const string BlobProperty = "OverflowBlob";
    private const string HashProperty = "OverflowSha256";

    /// <summary>The row that points to the blob.</summary>
    public TableEntity Of(StateRowKey key)
    {
        var entity = StateEntity.Empty(key);
        entity[BlobProperty] = Blob;
        entity[HashProperty] = Sha256;
        return entity;
    }

    /// <summary>What the row points to; null: nothing.</summary>
    public static Overflow? In(TableEntity entity) =>
        entity.GetString(BlobProperty) is { } blob ? new Overflow(blob, entity.GetString(HashProperty) ?? string.Empty) : null;
}
