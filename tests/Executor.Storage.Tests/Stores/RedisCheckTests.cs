using Executor.Storage.Redis;
using Executor.Storage.Stores;
using Executor.Storage.Tests.Redis;
using Executor.TestServers;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Executor.Storage.Tests.Stores;

/// <summary>What a silo says at its start about a Redis server that it cannot use.</summary>
public sealed class RedisCheckTests(Servers servers) : IAsyncDisposable
{
    private readonly RedisStore _store = new(servers);
    private readonly RecordingLogger<RedisCheck> _logger = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_OnAnEmptyDatabase_MarksIt_AndTheNextStartFindsTheMark()
    {
        await RunAsync(await _store.OptionsAsync());
        await RunAsync(await _store.OptionsAsync());

        Assert.Equal("executor", await (await _store.DatabaseAsync()).StringGetAsync("executor-orleans-store"));
        Assert.Empty(_logger.Entries);
    }

    [Fact]
    public async Task Start_OnAnotherServicesDatabase_IsRefused()
    {
        await RunAsync(await _store.OptionsAsync());

        var refused = await RefusedAsync(await _store.OptionsAsync(), service: "staging");

        Assert.EndsWith(
            ": it belongs to service 'executor', this is 'staging'. Nothing was changed; give the right database, or the right service id.",
            refused.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnADatabaseWithStrangersKeys_IsRefusedAndLeavesNoMark()
    {
        var database = await _store.DatabaseAsync();
        await database.StringSetAsync("session:1", "x");

        var refused = await RefusedAsync(await _store.OptionsAsync());

        Assert.Contains("it holds keys that are not of service 'executor' ('session:1').", refused.Message, StringComparison.Ordinal);
        Assert.False(await database.KeyExistsAsync("executor-orleans-store"));
    }

    [Fact]
    public async Task Start_OnADatabaseThatThisServiceUsedBeforeThereWereMarks_TakesItOver()
    {
        await (await _store.DatabaseAsync()).StringSetAsync("executor/reminders", "x");

        await RunAsync(await _store.OptionsAsync());

        Assert.Equal("executor", await (await _store.DatabaseAsync()).StringGetAsync("executor-orleans-store"));
    }

    [Fact]
    public async Task Start_WithoutOrWithAWrongPassword_SaysSoWithoutThePassword()
    {
        await using var server = await RedisServer.StartAsync("--requirepass", "right-password");

        var without = await RefusedAsync(ConfigurationOptions.Parse(server.ConnectionString));
        var wrong = await RefusedAsync(ConfigurationOptions.Parse(server.ConnectionString + ",password=wrong-password"));
        await RunAsync(ConfigurationOptions.Parse(server.ConnectionString + ",password=right-password"));

        Assert.Contains(": the credentials are wrong: the server", without.Message, StringComparison.Ordinal);
        Assert.Contains(": the credentials are wrong: the server", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-password", wrong.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhenNobodyListens_SaysThatItCannotBeReached()
    {
        var refused = await RefusedAsync(ConfigurationOptions.Parse("127.0.0.1:9,connectTimeout=500,password=a-password"));

        Assert.StartsWith("Redis 127.0.0.1:9, database 0: it cannot be reached.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a-password", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnAServerThatForgets_IsRefusedForPositions_AndDoubtedForCoordination()
    {
        await using var server = await RedisServer.StartAsync("--appendonly", "no");
        var options = ConfigurationOptions.Parse(server.ConnectionString);

        var refused = await RefusedAsync(options);
        await RunAsync(options, RedisNeeds.Coordination);

        Assert.Contains("it has no append-only file (appendonly no)", refused.Message, StringComparison.Ordinal);
        Assert.Contains("when it restarts, the silos have to be restarted too.", Assert.Single(_logger.Entries).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnAServerThatFlushesEachSecond_IsDoubted()
    {
        await using var server = await RedisServer.StartAsync("--appendfsync", "everysec");

        await RunAsync(ConfigurationOptions.Parse(server.ConnectionString));

        var doubt = Assert.Single(_logger.Entries);
        Assert.Equal(LogLevel.Warning, doubt.Level);
        Assert.Contains("appendfsync is 'everysec'", doubt.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnAServerThatDropsKeys_IsRefused()
    {
        await using var server = await RedisServer.StartAsync("--maxmemory-policy", "allkeys-lru");

        var refused = await RefusedAsync(ConfigurationOptions.Parse(server.ConnectionString), RedisNeeds.Coordination);

        Assert.Contains("its maxmemory-policy is 'allkeys-lru'", refused.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private Task RunAsync(ConfigurationOptions options, RedisNeeds needs = RedisNeeds.Positions, string service = "executor") =>
        new RedisCheck(options, needs, service, _logger).RunAsync(Ct);

    private Task<StoreException> RefusedAsync(ConfigurationOptions options, RedisNeeds needs = RedisNeeds.Positions, string service = "executor") =>
        Assert.ThrowsAsync<StoreException>(() => RunAsync(options, needs, service));
}
