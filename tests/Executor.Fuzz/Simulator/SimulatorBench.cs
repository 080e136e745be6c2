using System.Net;
using System.Text;
using Executor.Fuzz.Running;
using Executor.Simulator.Server;
using Executor.Simulator.Server.Scenarios;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Executor.Fuzz.Simulator;

/// <summary>One request as it goes into the simulator's pipeline.</summary>
/// <param name="Verb">Method.</param>
/// <param name="Target">Path and query, as they would stand on the request line.</param>
/// <param name="Body">Body.</param>
/// <param name="Headers">Headers.</param>
internal sealed record SimulatedRequest(string Verb, string Target, string Body, IReadOnlyList<(string Name, string Value)> Headers)
{
    public override string ToString() => $"{Verb} {Target}\n{string.Join('\n', Headers.Select(header => $"{header.Name}: {header.Value}"))}\n\n{Body}";
}

/// <summary>The whole pipeline of the simulator in process, without sockets, and on a clock of its own.</summary>
internal sealed class SimulatorBench : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RequestDelegate _pipeline;
    private uint _address = 0x0A000001;

    public SimulatorBench()
    {
        Time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_764_000_001_000));
        var scenario = DefaultScenario.Create();
        scenario.Limits.OrdersPer10Seconds = scenario.Limits.MarginOrdersPer10Seconds = 1_000_000;
        scenario.Limits.OrdersPerDay = scenario.Limits.MarginOrdersPerDay = 100_000_000;
        scenario.Limits.SapiUidWeight = 1_000_000_000;
        _app = SimulatorHost.Build(new SimulatorOptions { Scenario = scenario, Time = Time, IsQuiet = true });
        _pipeline = ((IApplicationBuilder)_app).Build();
    }

    public FakeTimeProvider Time { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Milliseconds of the venue's clock.</summary>
    public long Now => _app.Services.GetRequiredService<Venue>().Clock.Now.ToUnixTimeMilliseconds();

    /// <summary>Serves a request, each from an address of its own, so that no limit of addresses is met; the control API answers this machine alone.</summary>
    /// <exception cref="FuzzFindingException">It failed, or answered with a secret.</exception>
    public async Task<(int Status, string Body)> ServeAsync(SimulatedRequest request)
    {
        var context = ContextOf(request, request.Target.StartsWith("/_sim", StringComparison.Ordinal) ? IPAddress.Loopback : new IPAddress(_address++));
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await _pipeline(context);
        var text = Encoding.UTF8.GetString(answer.ToArray());
        if (context.Response.StatusCode == 500)
        {
            throw new FuzzFindingException($"HTTP 500: {text}");
        }

        Check(text);
        return (context.Response.StatusCode, text);
    }

    /// <summary>Fails when the simulator shows the secret of a customer.</summary>
    public static void Check(string text)
    {
        if (text.Contains(DefaultScenario.HmacSecret, StringComparison.Ordinal) || text.Contains(DefaultScenario.SecondSecret, StringComparison.Ordinal))
        {
            throw new FuzzFindingException($"a secret is shown: {text}");
        }
    }

    /// <summary>A context as the server would make it.</summary>
    public DefaultHttpContext ContextOf(SimulatedRequest request, IPAddress address)
    {
        var context = new DefaultHttpContext { RequestServices = _app.Services };
        var mark = request.Target.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? request.Target : request.Target[..mark];
        context.Connection.RemoteIpAddress = address;
        context.Request.Method = request.Verb;
        context.Request.Path = PathOf(path);
        context.Request.QueryString = new QueryString(mark < 0 ? "" : request.Target[mark..]);
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = request.Target;
        foreach (var (name, value) in request.Headers)
        {
            context.Request.Headers.Append(name, value);
        }

        var body = Encoding.UTF8.GetBytes(request.Body);
        if (body.Length > 0)
        {
            context.Request.ContentLength = body.Length;
            context.Request.Body = new MemoryStream(body);
        }

        return context;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>The server refuses what is no path before the pipeline sees it.</summary>
    private static PathString PathOf(string path)
    {
        var decoded = path.Contains('%') ? SafelyDecoded(path) : path;
        return new PathString(decoded.StartsWith('/') ? decoded : "/" + decoded);
    }

    private static string SafelyDecoded(string path)
    {
        try
        {
            return PathString.FromUriComponent(path.StartsWith('/') ? path : "/" + path).Value ?? "/";
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or UriFormatException)
        {
            return "/";
        }
    }
}
