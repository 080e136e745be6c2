using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Executor.Storage.State;

/// <summary>
/// The stored form of one type of state: <c>{"schema":2,"kind":"position","state":{...}}</c>. Reading is exact: a document that is
/// damaged, of another kind, of a newer version, or with a member too many or too few is refused rather than guessed at.
/// </summary>
/// <remarks>
/// A member added to the type is a new version with an upgrader that sets it in older documents. Properties that can be set, by a setter,
/// <c>init</c> or the constructor, are state; the others are taken as computed and left out.
/// </remarks>
public sealed class StateSchema<T> : StateSchema
{
    private const string SchemaMember = "schema";
    private const string KindMember = "kind";
    private const string StateMember = "state";
    private const string Repair = "Restore the row from a backup, or correct it by hand while the service is stopped.";

    private readonly JsonTypeInfo<T> _typeInfo;
    private readonly StateUpgrader[] _upgraders;

    /// <summary>Describes version <paramref name="version"/> of the state.</summary>
    /// <param name="kind">Name in stored documents.</param>
    /// <param name="version">Version that is written, 1 or more.</param>
    /// <param name="typeInfo">From a source-generated context; naming is taken from it, strictness is not (see <see cref="StrictJson"/>).</param>
    /// <param name="upgraders">One for each older version that can still be read, in any order, without gaps up to <paramref name="version"/>.</param>
    /// <exception cref="ArgumentException">The upgraders leave a gap, overlap, or reach beyond <paramref name="version"/>.</exception>
    public StateSchema(string kind, int version, JsonTypeInfo<T> typeInfo, params StateUpgrader[] upgraders)
        : base(kind, version)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        ArgumentNullException.ThrowIfNull(upgraders);
        _typeInfo = StrictJson.Of(typeInfo);
        _upgraders = [.. upgraders.OrderBy(upgrader => upgrader.FromVersion)];
        OldestVersion = version - _upgraders.Length;
        var expected = Enumerable.Range(OldestVersion, _upgraders.Length);
        if (OldestVersion < 1 || !_upgraders.Select(upgrader => upgrader.FromVersion).SequenceEqual(expected))
        {
            var found = string.Join(", ", _upgraders.Select(upgrader => upgrader.FromVersion));
            throw new ArgumentException(
                $"The upgraders of '{kind}' must lead to version {version} one by one; there are some from version {found}.",
                nameof(upgraders));
        }
    }

    /// <summary>Oldest version that can still be read.</summary>
    public int OldestVersion { get; }

    /// <inheritdoc/>
    public override Type StateType => typeof(T);

    /// <summary>The document to store.</summary>
    /// <exception cref="ArgumentNullException">There is no state: nothing is stored as a null.</exception>
    public string Write(T? state)
    {
        if (state is null)
            throw new ArgumentNullException(nameof(state), $"State of kind '{Kind}' is null; clear it instead.");

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber(SchemaMember, Version);
            json.WriteString(KindMember, Kind);
            json.WritePropertyName(StateMember);
            JsonSerializer.Serialize(json, state, _typeInfo);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>The state that a stored document holds, lifted to <see cref="StateSchema.Version"/> if it is older.</summary>
    /// <param name="document">UTF-8 JSON.</param>
    /// <exception cref="StateFormatException">The document cannot be read exactly.</exception>
    public T Read(ReadOnlyMemory<byte> document)
    {
        using var parsed = Parse(document);
        var (version, state) = Open(parsed.RootElement);
        try
        {
            var read = version == Version ? state.Deserialize(_typeInfo) : Lift(state, version).Deserialize(_typeInfo);
            return read is null ? throw new StateFormatException("Its state is null.", Repair) : read;
        }
        catch (JsonException e)
        {
            throw new StateFormatException($"Its state does not fit version {Version} of '{Kind}': {e.Message}", Repair, e);
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> document)
    {
        try
        {
            return JsonDocument.Parse(document, StrictJson.Document);
        }
        catch (JsonException e)
        {
            throw new StateFormatException($"It is not valid JSON: {e.Message}", Repair, e);
        }
    }

    private (int Version, JsonElement State) Open(JsonElement envelope)
    {
        if (envelope.ValueKind != JsonValueKind.Object
            || envelope.EnumerateObject().Count() != 3
            || !envelope.TryGetProperty(SchemaMember, out var schema) || schema.ValueKind != JsonValueKind.Number
            || !envelope.TryGetProperty(KindMember, out var kind) || kind.ValueKind != JsonValueKind.String
            || !envelope.TryGetProperty(StateMember, out var state) || state.ValueKind != JsonValueKind.Object)
        {
            throw new StateFormatException("It is not an envelope of exactly a schema number, a kind and a state object.", Repair);
        }

        if (!kind.ValueEquals(Kind))
            throw new StateFormatException($"It holds state of kind '{kind.GetString()}', expected is '{Kind}'.", Repair);
        if (!schema.TryGetInt32(out var version) || version < 1)
            throw new StateFormatException($"Its schema version is {schema.GetRawText()}, which never existed.", Repair);
        if (version > Version)
        {
            throw new StateFormatException(
                $"It was written by a newer release: schema {version} of '{Kind}', this release reads {OldestVersion} to {Version}.",
                "Run the release that wrote it, or a later one.");
        }
        if (version < OldestVersion)
        {
            throw new StateFormatException(
                $"Its schema {version} of '{Kind}' is too old, this release reads {OldestVersion} to {Version}.",
                "Run an earlier release once, so that it is written anew.");
        }
        return (version, state);
    }

    private JsonObject Lift(JsonElement state, int version)
    {
        var lifted = JsonObject.Create(state)!; // null for null only, and the envelope's state is an object
        foreach (var upgrader in _upgraders.Where(upgrader => upgrader.FromVersion >= version))
        {
            try
            {
                lifted = upgrader.Lift(lifted);
            }
            catch (Exception e) // an upgrader meets whatever was stored; whatever it throws means that the row cannot be read
            {
                throw new StateFormatException($"Lifting it from schema {upgrader.FromVersion} of '{Kind}' failed: {e.Message}", Repair, e);
            }
        }
        return lifted;
    }
}
