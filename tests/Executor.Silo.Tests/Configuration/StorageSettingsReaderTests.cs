using System.Collections.Immutable;
using System.Net;
using Executor.Core.Settings;
using Executor.Silo.Configuration;
using Microsoft.Extensions.Configuration;

namespace Executor.Silo.Tests.Configuration;

public sealed class StorageSettingsReaderTests
{
    private const string Key = "c2VjcmV0LWtleS1vZi10aGUtYWNjb3VudA==";
    private const string Connection = $"DefaultEndpointsProtocol=https;AccountName=trades;AccountKey={Key};EndpointSuffix=core.windows.net";

    [Fact]
    public void Read_WhenNothingIsSet_KeepsPositionsInTheDataFolder()
    {
        var settings = Read().Settings!;

        Assert.Equal(StorageSettings.Local, settings.Storage);
        Assert.Equal("Local, service executor, cluster executor", settings.Storage.ToString());
        Assert.Empty(settings.Warnings);
    }

    [Fact]
    public void Read_OfRedisFromTheEnvironment_HasServersAndNames()
    {
        var storage = Read(
            ("EXECUTOR_STORAGE", "redis"), ("EXECUTOR_REDIS", "redis1:6379,redis2:6380,ssl=true,password=a-password"),
            ("EXECUTOR_SERVICE_ID", "trades"), ("EXECUTOR_CLUSTER_ID", "blue"), ("EXECUTOR_SILO_ADDRESS", "10.0.0.7"), ("EXECUTOR_SILO_PORT", "0")).Settings!.Storage;

        Assert.Equal(StorageProfile.Redis, storage.Profile);
        Assert.Equal(2, storage.Redis!.EndPoints.Count);
        Assert.Equal("a-password", storage.Redis.Password);
        Assert.Equal(("trades", "blue", IPAddress.Parse("10.0.0.7"), 0), (storage.ServiceId, storage.ClusterId, storage.SiloAddress, storage.SiloPort));
        Assert.DoesNotContain("a-password", storage.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAzureFromTheSectionOfAFile_HasAccountTableAndContainer()
    {
        var storage = Read(
            ("Executor:Storage:Profile", "Azure"), ("Executor:Storage:Redis", "localhost"), ("Executor:Storage:AzureConnection", Connection),
            ("Executor:Storage:AzureTable", "Trades"), ("Executor:Storage:ServiceId", "trades")).Settings!.Storage;

        Assert.Equal(StorageProfile.Azure, storage.Profile);
        Assert.Equal("trades", storage.Azure!.Account.Tables.AccountName);
        Assert.Equal(("Trades", "orleans-grain-state"), (storage.Azure.Table, storage.Azure.Container));
        Assert.Equal(("trades", 11111), (storage.ClusterId, storage.SiloPort));
        Assert.DoesNotContain(Key, $"{storage} {storage.Azure}", StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAzureByIdentity_FindsTheBlobsBesideTheTables()
    {
        var storage = Read(
            ("EXECUTOR_STORAGE", "Azure"), ("EXECUTOR_REDIS", "localhost"), ("EXECUTOR_AZURE_TABLES", "https://trades.table.core.windows.net")).Settings!.Storage;

        Assert.Equal(new Uri("https://trades.blob.core.windows.net"), storage.Azure!.Account.Blobs.Uri);
    }

    [Fact]
    public void Read_WhenTheEnvironmentAndAFileDiffer_TakesTheEnvironment() => Assert.Equal(
        "blue", Read(("EXECUTOR_SERVICE_ID", "blue"), ("Executor:Storage:ServiceId", "green")).Settings!.Storage.ServiceId);

    [Fact]
    public void Read_WhenSeveralThingsAreWrong_NamesThemAllWithoutASecret()
    {
        var problems = Read(
            ("EXECUTOR_STORAGE", "Azure"), ("EXECUTOR_SERVICE_ID", "my_service"), ("EXECUTOR_REDIS", "a-password,unheardof=a-password"),
            ("EXECUTOR_AZURE_CONNECTION", Key), ("EXECUTOR_AZURE_TABLE", "my-table"), ("EXECUTOR_AZURE_CONTAINER", "My"),
            ("EXECUTOR_SILO_ADDRESS", "0.0.0.0"), ("EXECUTOR_SILO_PORT", "70000"), ("Executor:Storage:Redsi", "a-password")).Problems;

        Assert.Equal(
            [
                "EXECUTOR_AZURE_CONNECTION", "EXECUTOR_AZURE_CONTAINER", "EXECUTOR_AZURE_TABLE", "EXECUTOR_REDIS", "EXECUTOR_SERVICE_ID",
                "EXECUTOR_SILO_ADDRESS", "EXECUTOR_SILO_PORT", "Executor:Storage:Redsi",
            ],
            problems.Select(problem => problem.Name).Order(StringComparer.Ordinal));
        var texts = string.Join('\n', problems);
        Assert.DoesNotContain("a-password", texts, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, texts, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EXECUTOR_STORAGE", "Oracle", "EXECUTOR_STORAGE")]
    [InlineData("EXECUTOR_STORAGE", "Redis", "EXECUTOR_REDIS")]
    public void Read_WhenTheProfileIsUnknownOrLacksItsServer_IsRefused(string name, string value, string problem) =>
        Assert.Equal(problem, Assert.Single(Read((name, value)).Problems).Name);

    [Theory]
    [InlineData(null, null, "EXECUTOR_AZURE_TABLES")]
    [InlineData(Connection, "https://trades.table.core.windows.net", "EXECUTOR_AZURE_TABLES")]
    [InlineData(null, "http://trades.table.core.windows.net", "EXECUTOR_AZURE_TABLES")]
    [InlineData(null, "https://storage.example", "EXECUTOR_AZURE_BLOBS")]
    public void Read_WhenTheAccountIsMissingDoubleOrUnsafe_IsRefused(string? connection, string? tables, string problem)
    {
        var problems = Read(
            ("EXECUTOR_STORAGE", "Azure"), ("EXECUTOR_REDIS", "localhost"), ("EXECUTOR_AZURE_CONNECTION", connection), ("EXECUTOR_AZURE_TABLES", tables)).Problems;

        Assert.Contains(problem, problems.Select(found => found.Name));
    }

    [Fact]
    public void Read_WhenSettingsHaveNoEffectOrArePoor_Warns()
    {
        Assert.Equal(["EXECUTOR_REDIS has no effect with EXECUTOR_STORAGE=Local."], Read(("EXECUTOR_REDIS", "localhost")).Settings!.Warnings);

        var warnings = Read(("EXECUTOR_STORAGE", "Redis"), ("EXECUTOR_REDIS", "redis:6379,password=a-password")).Settings!.Warnings;
        Assert.Contains("EXECUTOR_REDIS is without TLS (ssl=true): its password can be read on the way.", warnings);
        Assert.Contains(warnings, warning => warning.StartsWith("The paper exchange is in the memory and the data folder of this process", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_OfAStorageSettingInTheSectionOfASymbol_IsRefused() =>
        Assert.Equal("Executor:Symbols:BTCUSDC:EXECUTOR_REDIS", Assert.Single(Read(("Executor:Symbols:BTCUSDC:EXECUTOR_REDIS", "localhost")).Problems).Name);

    private static (SiloSettings? Settings, ImmutableArray<SettingProblem> Problems) Read(params (string Name, string? Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)))
            .Build();
        var read = SiloSettingsReader.Read(configuration);
        return (read.Settings, read.Problems);
    }
}
