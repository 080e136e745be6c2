using System.Collections.Concurrent;
using Executor.Core.Journal;
using Executor.Silo.Configuration;
using Executor.Silo.Notifications;
using Executor.Silo.Tests.Running;
using Executor.Storage.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Executor.Silo.Tests.Notifications;

/// <summary>Queue, outbox and sender as the product composes them, without the silo around them; a second one in the same folder is a restart.</summary>
internal sealed class WebhookRig : IAsyncDisposable
{
    public const string Password = "secret-0815";

    private static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow().AddHours(1); // after any outbox was opened: what was before is no news

    private readonly ServiceProvider _services;

    private WebhookRig(ServiceProvider services) => _services = services;

    public WebhookQueue Queue => _services.GetRequiredService<WebhookQueue>();

    public WebhookService Service => _services.GetRequiredService<WebhookService>();

    public SqliteOutbox Outbox => Service.Outbox!;

    public MessageLog Log => _services.GetRequiredService<MessageLog>();

    public static async Task<WebhookRig> StartAsync(TemporaryFolder folder, WebhookReceiver receiver, WebhookPolicy? policy = null)
    {
        var services = new ServiceCollection();
        var log = new MessageLog();
        services.AddSingleton(log);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(RunningSilo.Settings(folder) with { Webhook = new WebhookTarget(receiver.Address, "n8n", Password) });
        services.AddWebhooks();
        services.AddSingleton(policy ?? new WebhookPolicy { FirstPause = TimeSpan.FromMilliseconds(10), LongestPause = TimeSpan.FromMilliseconds(50) });
        var rig = new WebhookRig(services.BuildServiceProvider());
        await rig.Service.StartAsync(TestContext.Current.CancellationToken);
        return rig;
    }

    /// <summary>An event that leaves.</summary>
    public static JournalEvent Event(long sequence, string name = "SL_DONE") => new()
    {
        Sequence = sequence,
        At = Start.AddSeconds(sequence),
        Name = name,
        TradeKey = "EX_EN_1",
        Reason = "because",
        Fields = [new JournalField("order_id", "12"), new JournalField("qty", "0.00100")],
    };

    /// <summary>Waits until the outbox is as it should be.</summary>
    public async Task<OutboxStatus> OutboxAsync(Func<OutboxStatus, bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            var status = await Outbox.StatusAsync(100, limit.Token);
            if (condition(status))
                return status;
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    public Task StopAsync() => Service.StopAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

/// <summary>Keeps every line that is logged.</summary>
internal sealed class MessageLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
