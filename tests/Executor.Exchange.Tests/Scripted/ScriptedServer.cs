using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Executor.Exchange.Tests.Scripted;

/// <summary>What arrived at the server, byte for byte.</summary>
internal sealed record Received(string Method, string Target, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Path => Target.Split('?')[0];

    /// <summary>The parameters as they were sent, of query and body.</summary>
    public string Sent => string.Concat(Target.Contains('?') ? Target[(Target.IndexOf('?') + 1)..] : "", Body);

    /// <summary>The parameters without what every signed request carries.</summary>
    public string Own => string.Join('&', Sent.Split('&').Where(p => !p.StartsWith("recvWindow=", StringComparison.Ordinal)
        && !p.StartsWith("timestamp=", StringComparison.Ordinal) && !p.StartsWith("signature=", StringComparison.Ordinal)));

    public string Parameter(string name) => Uri.UnescapeDataString(Sent.Split('&').Single(p => p.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..]);
}

/// <summary>A real HTTP server on loopback that answers from a script: by method and path, the next answer each time, the last one for ever.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<HttpContext, Task>>> _script = new();
    private readonly ConcurrentQueue<Received> _received = new();

    private ScriptedServer(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = new("http://127.0.0.1:1");

    public IReadOnlyList<Received> All => [.. _received];

    /// <summary>All but readings of the clock.</summary>
    public IReadOnlyList<Received> Calls => [.. _received.Where(call => call.Path != "/api/v3/time")];

    public IReadOnlyList<Received> To(string route) => [.. _received.Where(call => $"{call.Method} {call.Path}" == route)];

    public static async Task<ScriptedServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var app = builder.Build();
        var server = new ScriptedServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        server.Address = new Uri(app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
            .Features.Get<Microsoft.AspNetCore.Hosting.Server.Features.IServerAddressesFeature>()!.Addresses.Single());
        server.OnTime(() => DateTimeOffset.FromUnixTimeMilliseconds(1764000001000));
        return server;
    }

    public ScriptedServer OnTime(Func<DateTimeOffset> now) =>
        Always("GET /api/v3/time", context => WriteAsync(context, 200, $"{{\"serverTime\":{now().ToUnixTimeMilliseconds()}}}"));

    /// <summary>Forgets what was scripted for the route before.</summary>
    public ScriptedServer Always(string route, Func<HttpContext, Task> answer)
    {
        _script[route] = new([answer]);
        return this;
    }

    public ScriptedServer On(string route, string body, int status = 200, params (string Name, string Value)[] headers) => On(route, context =>
    {
        foreach (var (name, value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        return WriteAsync(context, status, body);
    });

    public ScriptedServer On(string route, Func<HttpContext, Task> answer)
    {
        _script.GetOrAdd(route, _ => new()).Enqueue(answer);
        return this;
    }

    public static Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = body.StartsWith('<') ? "text/html" : "application/json";
        return context.Response.WriteAsync(body);
    }

    public static Task Reset(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Keeps the request until the caller hangs up.</summary>
    public static Task Hold(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        context.RequestAborted.Register(() => gone.TrySetResult());
        return gone.Task;
    }

    /// <summary>Promises more than it sends.</summary>
    public static async Task HalfABody(HttpContext context)
    {
        context.Response.ContentLength = 1000;
        await context.Response.WriteAsync("{\"orderId\":1,");
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    public static async Task EndlessBody(HttpContext context)
    {
        var chunk = new string(' ', 64 * 1024);
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.WriteAsync(chunk, context.RequestAborted);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var call = new Received(context.Request.Method, target, body, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString()));
        _received.Enqueue(call);
        if (!_script.TryGetValue($"{call.Method} {call.Path}", out var answers))
        {
            await WriteAsync(context, 404, "<html>unscripted</html>");
            return;
        }

        var answer = answers.Count > 1 && answers.TryDequeue(out var next) ? next : answers.TryPeek(out var last) ? last : Reset;
        await answer(context);
    }
}
