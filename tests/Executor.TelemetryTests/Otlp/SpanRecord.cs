using System.Collections.Immutable;

namespace Executor.TelemetryTests.Otlp;

/// <summary>A span as it came over the wire.</summary>
/// <param name="Instance">The process it is from.</param>
/// <param name="Source">The activity source.</param>
/// <param name="TraceId">32 hexadecimal digits.</param>
/// <param name="SpanId">16 of them.</param>
/// <param name="ParentId">16 of them; empty for the first of its trace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Start">Nanoseconds since 1970.</param>
/// <param name="Tags">Attributes that are texts.</param>
/// <param name="Links">Traces that it is linked to.</param>
internal sealed record SpanRecord(
    string Instance, string Source, string TraceId, string SpanId, string ParentId, string Name, ulong Start,
    ImmutableDictionary<string, string> Tags, ImmutableArray<string> Links)
{
    /// <summary>All spans of an export request. Source: opentelemetry-proto, trace/v1.</summary>
    public static IEnumerable<SpanRecord> Read(ReadOnlyMemory<byte> request) =>
        from resource in Fields.Of(request, 1)
        let instance = Fields.Of(resource, 1).Select(found => Attributes(found, 1)).FirstOrDefault()?.GetValueOrDefault("service.instance.id") ?? string.Empty
        from scope in Fields.Of(resource, 2)
        let source = Fields.Of(scope, 1).SelectMany(named => Fields.Of(named)).First(field => field.Number == 1).Text
        from span in Fields.Of(scope, 2)
        select Read(instance, source, span);

    private static SpanRecord Read(string instance, string source, ReadOnlyMemory<byte> span)
    {
        var fields = Fields.Of(span).ToLookup(field => field.Number);
        return new SpanRecord(
            instance, source, fields[1].First().Hex, fields[2].First().Hex, fields[4].Select(field => field.Hex).FirstOrDefault(string.Empty), fields[5].First().Text,
            fields[7].First().Value, Attributes(span, 9), [.. fields[13].Select(link => Fields.Of(link.Bytes).First(field => field.Number == 1).Hex)]);
    }

    private static ImmutableDictionary<string, string> Attributes(ReadOnlyMemory<byte> message, int number)
    {
        var read = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var pair in Fields.Of(message, number))
        {
            var fields = Fields.Of(pair).ToList();
            var text = fields.Where(field => field.Number == 2).SelectMany(value => Fields.Of(value.Bytes)).FirstOrDefault(field => field.Number == 1);
            read[fields.First(field => field.Number == 1).Text] = text.Text;
        }

        return read.ToImmutable();
    }
}
