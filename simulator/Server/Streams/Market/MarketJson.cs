using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Executor.Simulator.Server.Streams.Market;

/// <summary>Texts and lists inside the answers of market stream connections.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(ImmutableArray<string>))]
internal sealed partial class MarketJson : JsonSerializerContext;
