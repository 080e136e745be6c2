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
        options.Converters.Insert(0, new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false)); // before the context's own
        return (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    }

    private static void DemandEveryMember(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;

        type.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            var property = type.Properties[i];
            var settable = property.Set is not null || property.AssociatedParameter is not null;
            var restorable = property.Get is not null && settable && !property.IsExtensionData;
            if (restorable)
                (property.IsRequired, property.ShouldSerialize) = (true, null);
            else
                type.Properties.RemoveAt(i); // computed, ignored, or a bin for unknown members: not state, and refused in a document
        }
    }
}
