namespace Executor.Storage.Redis;

/// <summary>A document as it is stored: what the official provider is given in the place of a state.</summary>
internal sealed class StoredDocument
{
    /// <summary>UTF-8 JSON.</summary>
    public BinaryData Content { get; init; } = BinaryData.Empty;
}
