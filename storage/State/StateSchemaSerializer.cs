using Orleans.Storage;

namespace Executor.Storage.State;

/// <summary>Lets any Orleans storage provider that takes a serializer hold the documents of <see cref="StateSchema{T}"/>.</summary>
public sealed class StateSchemaSerializer(StateSchemas schemas) : IGrainStorageSerializer
{
    /// <summary>The document of <paramref name="input"/>, UTF-8.</summary>
    public BinaryData Serialize<T>(T? input) => BinaryData.FromString(schemas.Of<T>().Write(input));

    /// <summary>The state that the document <paramref name="input"/> holds.</summary>
    /// <exception cref="StateFormatException">The document cannot be read exactly.</exception>
    public T Deserialize<T>(BinaryData input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return schemas.Of<T>().Read(input.ToMemory());
    }
}
