using Executor.Silo;
using Executor.Silo.Configuration;
using Executor.TestServers;
using Microsoft.Extensions.Configuration;

namespace Executor.Deploy.Tests.Kubernetes;

/// <summary>A real server with the shipped configuration and users is one that a real silo takes, and in which nothing can be emptied by mistake.</summary>
public sealed class RedisTests
{
    /// <summary>What belongs to the container and not to the server.</summary>
    private static readonly string[] OfTheContainer = ["port", "bind", "dir", "aclfile", "protected-mode"];

    [Fact]
    public async Task Silo_WorksOnTheShippedRedis_WithTheRightsOfItsUser()
    {
        using var folder = new TemporaryFolder();
        await using var redis = await StartAsync(folder);
        await using var silo = SiloHost.Create(Settings(folder, $"{redis.ConnectionString},user=executor,password=known-to-everybody-dev"));

        await silo.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(silo.Urls.Single()) };
        var positions = await client.GetStringAsync(new Uri("/positions", UriKind.Relative), TestContext.Current.CancellationToken);
        await silo.StopAsync(TestContext.Current.CancellationToken);

        Assert.Contains("\"BTCUSDC\"", positions, StringComparison.Ordinal);
        Assert.Contains("\"problems\":[]", positions, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("executor", "NOPERM")]
    [InlineData("default", "WRONGPASS")]
    public async Task Emptying_IsRefused_ToTheSilosAndToStrangers(string user, string refusal)
    {
        using var folder = new TemporaryFolder();
        await using var redis = await StartAsync(folder);

        var answer = await Tool.TryAsync(
            folder.PathOf(string.Empty), "redis-cli", "-p", $"{redis.Port}", "--no-auth-warning", "--user", user, "--pass", "known-to-everybody-dev", "FLUSHALL");

        Assert.Contains(refusal, answer.Output + answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void RunbookUsers_AreThoseOfTheTrial()
    {
        var rights = RepositoryText.Of("deploy", "k8s", "overlays", "dev", "users.acl").Split('\n')[1].Split(" ~* ")[1];

        Assert.Contains($"~* {rights}\\n'", RepositoryText.Of("docs", "operations.md"), StringComparison.Ordinal);
    }

    private static Task<RedisServer> StartAsync(TemporaryFolder folder)
    {
        var users = folder.Write("users.acl", RepositoryText.Of("deploy", "k8s", "overlays", "dev", "users.acl"));
        var shipped = RepositoryText.Of("deploy", "k8s", "components", "redis", "redis.conf").Split('\n')
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split(' ', 2))
            .Where(pair => !OfTheContainer.Contains(pair[0]))
            .SelectMany(pair => new[] { $"--{pair[0]}", pair[1].Trim('"') });
        return RedisServer.StartAsync([.. shipped, "--aclfile", users]);
    }

    private static SiloSettings Settings(TemporaryFolder folder, string redis)
    {
        var read = SiloSettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["EXECUTOR_STORAGE"] = "Redis",
            ["EXECUTOR_REDIS"] = redis,
            ["EXECUTOR_SILO_PORT"] = "0",
            ["EXECUTOR_HTTP"] = "http://127.0.0.1:0",
            ["EXECUTOR_DATA_DIR"] = folder.PathOf("data"),
            ["SYMBOLS"] = "BTCUSDC",
        }).Build());
        Assert.Empty(read.Problems.Select(problem => problem.ToString()));
        return read.Settings!;
    }
}
