using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Executor.TelemetryTests.Otlp;

/// <summary>A collector that keeps what it is sent: OTLP over HTTP, in protobuf.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<SpanRecord> _spans = new();
    private readonly ConcurrentQueue<byte[]> _all = new();
    private readonly ConcurrentDictionary<string, int> _requests = new(StringComparer.Ordinal);

    private OtlpReceiver(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>All spans so far.</summary>
    public IReadOnlyCollection<SpanRecord> Spans => _spans;

    /// <summary>Everything that came, as bytes.</summary>
    public IReadOnlyCollection<byte[]> All => _all;

    /// <summary>How many requests came at an address, for example <c>/v1/logs</c>.</summary>
    public int Requests(string path) => _requests.GetValueOrDefault(path);

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new OtlpReceiver(builder.Build());
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var bytes = body.ToArray();
        _all.Enqueue(bytes);
        _requests.AddOrUpdate(context.Request.Path, 1, (_, count) => count + 1);
        if (context.Request.Path == "/v1/traces")
        {
            foreach (var span in SpanRecord.Read(bytes))
                _spans.Enqueue(span);
        }

        context.Response.ContentType = "application/x-protobuf";
    }
}
