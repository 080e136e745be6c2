using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Executor.Silo.Tests.Notifications;

/// <summary>A real HTTP server that answers as it is told, and keeps what it was sent.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    /// <summary>Part of the address that must not be seen anywhere.</summary>
    public const string Token = "token-4711";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<ReceivedHook> _received = Channel.CreateUnbounded<ReceivedHook>();
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication? _host;
    private Uri? _root;

    /// <summary>The answer to a hook: a status, or never.</summary>
    public Func<ReceivedHook, Task<int>> Answer { get; set; } = _ => Task.FromResult(StatusCodes.Status200OK);

    /// <summary>What the answer says about trying again, seconds; null: nothing.</summary>
    public int? RetryAfter { get; set; }

    public Uri Address => new(_root!, $"/hook/{Token}?key={Token}");

    /// <summary>Ends when the receiver is disposed: an answer that never comes.</summary>
    public async Task<int> HangAsync()
    {
        await _released.Task;
        return StatusCodes.Status200OK;
    }

    /// <summary>Begins to listen, each time on the same port.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(_root?.ToString() ?? "http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        _host = builder.Build();
        _host.Run(TakeAsync);
        await _host.StartAsync(TestContext.Current.CancellationToken);
        _root = new Uri(_host.Urls.Single());
    }

    /// <summary>Dies: nobody listens on the port any more.</summary>
    public async Task StopAsync()
    {
        await _host!.StopAsync(new CancellationToken(canceled: true));
        await _host.DisposeAsync();
        _host = null;
    }

    /// <summary>The next hook that was sent here, whatever it was answered.</summary>
    public async Task<ReceivedHook> NextAsync() =>
        await _received.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);

    /// <summary>Everything that was sent and not looked at yet.</summary>
    public List<ReceivedHook> Rest()
    {
        var rest = new List<ReceivedHook>();
        while (_received.Reader.TryRead(out var hook))
            rest.Add(hook);
        return rest;
    }

    public async ValueTask DisposeAsync()
    {
        _released.TrySetResult();
        if (_host is not null)
            await StopAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var hook = new ReceivedHook(context.Request.Headers.Authorization.ToString(), await reader.ReadToEndAsync());
        _received.Writer.TryWrite(hook);
        context.Response.StatusCode = await Answer(hook);
        if (RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <summary>A webhook as it arrived.</summary>
internal sealed record ReceivedHook(string Authorization, string Body)
{
    public string Text(string name) => System.Text.Json.JsonDocument.Parse(Body).RootElement.GetProperty(name).ToString();

    public string Id => Text("event_id");
}
