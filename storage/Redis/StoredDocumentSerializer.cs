using Orleans.Storage;

namespace Executor.Storage.Redis;

/// <summary>Has the official provider store documents unchanged: what they mean is not its business.</summary>
internal sealed class StoredDocumentSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) =>
        input is StoredDocument document ? document.Content : throw new NotSupportedException($"Only documents are stored here, not {typeof(T)}.");

    public T Deserialize<T>(BinaryData input) =>
        new StoredDocument { Content = input } is T document ? document : throw new NotSupportedException($"Only documents are stored here, not {typeof(T)}.");
}
