using Executor.Storage.Stores;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Executor.Storage.Redis;

/// <summary>
/// Makes sure that a Redis server can be written, is recent enough, keeps what it is given, and that its database is this service's. The
/// database says so in a key of its own.
/// </summary>
internal sealed class RedisCheck(ConfigurationOptions options, RedisNeeds needs, string serviceId, ILogger<RedisCheck> logger) : IStoreCheck
{
    internal const string Mark = "executor-orleans-store";
    private const int KeysOfPage = 250;
    private static readonly Version OldestServer = new(6, 0);

    /// <summary>Addresses alone: the options have the password.</summary>
    private string Store => $"Redis {string.Join(',', options.EndPoints.Select(EndPointCollection.ToString))}, database {options.DefaultDatabase ?? 0}";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var own = options.Clone();
            own.AbortOnConnectFail = true; // an error now, not a client that waits for a server
            await using var redis = await ConnectionMultiplexer.ConnectAsync(own).WaitAsync(cancellationToken);
            foreach (var server in redis.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
                await DemandKeepingAsync(server, cancellationToken);
            await ClaimAsync(redis, cancellationToken);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            throw new StoreException(Store, Describe(exception), exception);
        }
    }

    private async Task DemandKeepingAsync(IServer server, CancellationToken cancellationToken)
    {
        if (server.Version < OldestServer)
            throw new StoreException(Store, $"it is version {server.Version}, the oldest that is known to work is {OldestServer}.");
        if (await ConfigAsync(server, "maxmemory-policy", cancellationToken) is { } policy and not "noeviction")
            throw new StoreException(Store, $"its maxmemory-policy is '{policy}': it would drop what is stored when memory is short. Set it to noeviction.");

        var appends = await ConfigAsync(server, "appendonly", cancellationToken);
        switch (needs)
        {
            case RedisNeeds.Positions when appends == "no":
                throw new StoreException(Store, "it has no append-only file (appendonly no): positions would be lost with the process. Set appendonly yes and appendfsync always.");
            case RedisNeeds.Positions when appends is null:
                logger.RedisInDoubt(Store, "the server does not tell its configuration. Make sure of appendonly yes, appendfsync always and maxmemory-policy noeviction.");
                break;
            case RedisNeeds.Positions when await ConfigAsync(server, "appendfsync", cancellationToken) is { } sync and not "always":
                logger.RedisInDoubt(Store, $"appendfsync is '{sync}': a crash of its machine loses the last writes, and with them orders that are on their way. Set it to always.");
                break;
            case RedisNeeds.Coordination when appends == "no":
                logger.RedisInDoubt(Store, "it has no append-only file (appendonly no): when it restarts, the silos have to be restarted too.");
                break;
            case RedisNeeds.Positions or RedisNeeds.Coordination:
                break;
        }
    }

    /// <summary>A setting of the server; null when it does not tell, as some hosted ones.</summary>
    private static async Task<string?> ConfigAsync(IServer server, string name, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await server.ExecuteAsync("CONFIG", "GET", name).WaitAsync(cancellationToken);
            return answer.Length == 2 ? (string?)answer[1] : null;
        }
        catch (RedisServerException)
        {
            return null;
        }
    }

    private async Task ClaimAsync(ConnectionMultiplexer redis, CancellationToken cancellationToken)
    {
        var database = redis.GetDatabase();
        var owner = (string?)await database.StringGetAsync(Mark).WaitAsync(cancellationToken);
        if (owner is null)
        {
            await DemandNoStrangerAsync(redis, cancellationToken);
            await database.StringSetAsync(Mark, serviceId, when: When.NotExists).WaitAsync(cancellationToken); // two silos may come at once
            owner = await database.StringGetAsync(Mark).WaitAsync(cancellationToken);
        }
        if (owner != serviceId)
            throw new StoreException(Store, $"it belongs to service '{owner}', this is '{serviceId}'. Nothing was changed; give the right database, or the right service id.");
        await database.StringSetAsync(Mark, serviceId, when: When.Exists).WaitAsync(cancellationToken); // the same once more: may it be written at all?
    }

    /// <summary>
    /// A database without a mark may hold keys of this service, and no others. The mark itself may have come meanwhile, by another silo: whose it is, is
    /// looked at afterwards.
    /// </summary>
    private async Task DemandNoStrangerAsync(ConnectionMultiplexer redis, CancellationToken cancellationToken)
    {
        foreach (var server in redis.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
        {
            await foreach (var key in server.KeysAsync(options.DefaultDatabase ?? 0, pageSize: KeysOfPage).WithCancellation(cancellationToken))
            {
                if (key != Mark && !key.ToString().StartsWith($"{serviceId}/", StringComparison.Ordinal))
                    throw new StoreException(Store, $"it holds keys that are not of service '{serviceId}' ('{key}'). Nothing was changed; give a database of its own (defaultDatabase=N).");
            }
        }
    }

    private static string Describe(Exception exception) => exception switch
    {
        RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } =>
            "the credentials are wrong: the server does not accept user or password.",
        RedisServerException server when server.Message.StartsWith("NOAUTH", StringComparison.Ordinal) => "the credentials are wrong: the server asks for a password.",
        RedisServerException server when server.Message.StartsWith("NOPERM", StringComparison.Ordinal) =>
            $"the user may not do what is needed ({server.Message}).",
        RedisServerException server when server.Message.StartsWith("READONLY", StringComparison.Ordinal) => "it is a replica that cannot be written. Give the address of the primary.",
        RedisServerException server => $"the server answered: {server.Message}",
        RedisConnectionException => "it cannot be reached. Check address, port, TLS (ssl=true) and password.",
        _ => "it did not answer in time.",
    };
}
