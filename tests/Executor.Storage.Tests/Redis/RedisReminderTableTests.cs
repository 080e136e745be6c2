using Executor.Storage.Tests.Conformance;

namespace Executor.Storage.Tests.Redis;

/// <summary>The official reminder table as this service registers it.</summary>
public sealed class RedisReminderTableTests(Servers servers) : ReminderTableConformance
{
    private readonly RedisStore _store = new(servers);

    protected override bool ObeysTokens => false;

    protected override Task<IReminderTable> OpenAsync() => _store.OpenRemindersAsync();

    protected override ValueTask CloseAsync() => _store.DisposeAsync();
}
