using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Streams.Market;

/// <summary>A payload in the four forms in which subscribers may want it; each is written when it is first wanted.</summary>
internal sealed class StreamFrame(string stream, Action<WireWriter> payload)
{
    private readonly byte[]?[] _forms = new byte[4][];

    public ReadOnlyMemory<byte> As(bool isCombined, bool inMicroseconds) =>
        _forms[(isCombined ? 2 : 0) + (inMicroseconds ? 1 : 0)] ??= Write(isCombined, inMicroseconds);

    private byte[] Write(bool isCombined, bool inMicroseconds)
    {
        using var json = new WireWriter(inMicroseconds);
        if (!isCombined)
        {
            payload(json);
            return json.ToArray();
        }
        json.Fields(() =>
        {
            json.Text("stream", stream);
            json.Json.WritePropertyName("data");
            payload(json);
        });
        return json.ToArray();
    }
}
