using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Executor.Storage.State;

/// <summary>
/// Serializer settings of stored state. Whoever wrote the source-generated context may have left anything at its default; what decides
/// about money is fixed here: every member is written, every member must be present when read, and no other is accepted.
/// </summary>
internal static class StrictJson
{
    public static readonly JsonDocumentOptions Document = new() { AllowDuplicateProperties = false };

    public static JsonTypeInfo<T> Of<T>(JsonTypeInfo<T> typeInfo)
    {
        var resolver = typeInfo.Options.TypeInfoResolver
            ?? throw new ArgumentException($"The type information of {typeof(T)} belongs to no source-generated context.", nameof(typeInfo));
        var options = new JsonSerializerOptions(typeInfo.Options)
        {
            AllowDuplicateProperties = false,
            AllowTrailingCommas = false,
            DefaultIgnoreCondition = JsonIgnoreCondition.Never,
            NumberHandling = JsonNumberHandling.Strict,
            PreferredObjectCreationHandling = JsonObjectCreationHandling.Replace,
            PropertyNameCaseInsensitive = false,
            ReadCommentHandling = JsonCommentHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            TypeInfoResolver = resolver.WithAddedModifier(DemandEveryMember),
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            WriteIndented = false,
        };
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        return (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    }

    private static void DemandEveryMember(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;

        type.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        foreach (var property in type.Properties)
        {
            if (property.Get is null || property.IsExtensionData)
                continue; // [JsonIgnore]d

            var restorable = property.Set is not null || property.AssociatedParameter is not null;
            property.IsRequired = restorable;
            property.ShouldSerialize = restorable ? null : static (_, _) => false; // a computed property is not state
        }
    }
}
