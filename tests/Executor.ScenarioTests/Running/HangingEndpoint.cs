using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace Executor.ScenarioTests.Running;

/// <summary>A webhook endpoint that takes every request and says nothing until it is told to answer.</summary>
internal sealed class HangingEndpoint : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<WebhookSeen> _received = new();
    private readonly TaskCompletionSource _answers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentBag<Task> _requests = [];
    private readonly Task _loop;

    private HangingEndpoint()
    {
        Address = new Uri($"http://127.0.0.1:{ProgramProcess.FreePort()}/");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _loop = RunAsync();
    }

    public Uri Address { get; }

    /// <summary>Everything that has arrived, in that order; what is sent again is there again.</summary>
    public IReadOnlyCollection<WebhookSeen> Received => _received;

    public static HangingEndpoint Start() => new();

    /// <summary>From now on every request is answered, those that wait too.</summary>
    public void Answer() => _answers.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Answer();
        _listener.Stop();
        await _loop;
        await Task.WhenAll(_requests);
        _listener.Close();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            try
            {
                _requests.Add(TakeAsync(await _listener.GetContextAsync()));
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return; // stopped
            }
        }
    }

    private async Task TakeAsync(HttpListenerContext context)
    {
        using (var body = await JsonDocument.ParseAsync(context.Request.InputStream))
        {
            var (id, name, sequence) = ("event_id", "event", "seq");
            _received.Enqueue(new WebhookSeen(
                body.RootElement.GetProperty(id).GetString()!, body.RootElement.GetProperty(name).GetString()!, body.RootElement.GetProperty(sequence).GetInt64()));
        }

        await _answers.Task;
        try
        {
            context.Response.Close();
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The sender has given up waiting.
        }
    }
}

/// <summary>A webhook as it arrived.</summary>
internal sealed record WebhookSeen(string Id, string Event, long Sequence);
