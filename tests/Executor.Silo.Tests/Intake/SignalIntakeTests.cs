using System.Net.Http.Json;
using System.Text.Json;
using Executor.Silo.Configuration;
using Executor.Silo.Journal;
using Executor.Silo.Tests.Running;

namespace Executor.Silo.Tests.Intake;

/// <summary>Signal logs across starts, stops and failures, against the whole product.</summary>
public sealed class SignalIntakeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MarketFiles _files;

    public SignalIntakeTests() => _files = new MarketFiles(_folder, "BTCUSDC");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FirstStartEver_WhenThereAreOldLines_ActsOnNoneOfThemAndOnTheNextOne()
    {
        var old = _files.Peak();
        _files.AppendSignal(old);
        await using var silo = await StartAsync();
        await silo.FollowingAsync("BTCUSDC");

        _files.AppendSignal(_files.Peak(ticks: 100));

        var opened = await silo.EventAsync("BTCUSDC", "OPEN");
        Assert.Contains(KeyPrice(100), SignalKey(opened), StringComparison.Ordinal);
        Assert.Equal("duplicate", await OutcomeOfAsync(silo, old));
    }

    [Fact]
    public async Task W38_Resume_WhenAPeakWasWrittenWhileTheServiceWasDown_ActsOnIt()
    {
        await using (var first = await StartAsync())
            await first.FollowingAsync("BTCUSDC");
        _files.AppendSignal(_files.Peak(ticks: 100));

        await using var second = await StartAsync();

        Assert.Contains(KeyPrice(100), SignalKey(await second.EventAsync("BTCUSDC", "OPEN")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task W38_Resume_WhenTheLogWasRotatedWhileTheServiceWasDown_ActsOnThePeakInTheOldFile()
    {
        _files.AppendSignal("""{"action":"DELTA_MAX"}""");
        await using (var first = await StartAsync())
            await first.FollowingAsync("BTCUSDC");
        _files.AppendSignal(_files.Peak(ticks: 100));
        File.Move(_files.SignalLog, _files.SignalLog + ".1");
        _files.AppendSignal("""{"action":"DELTA_MIN"}""");

        await using var second = await StartAsync();

        Assert.Contains(KeyPrice(100), SignalKey(await second.EventAsync("BTCUSDC", "OPEN")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Skip_WhenAPeakWasWrittenWhileTheServiceWasDown_MarksItSeenAndGoesOn()
    {
        await using (var first = await StartAsync(SignalBootstrap.Skip))
            await first.FollowingAsync("BTCUSDC");
        var missed = _files.Peak(ticks: 100);
        _files.AppendSignal(missed);

        await using var second = await StartAsync(SignalBootstrap.Skip);
        await second.FollowingAsync("BTCUSDC");
        _files.AppendSignal(_files.Peak(ticks: 200));

        Assert.Contains(KeyPrice(200), SignalKey(await second.EventAsync("BTCUSDC", "OPEN")), StringComparison.Ordinal);
        Assert.Equal("duplicate", await OutcomeOfAsync(second, missed));
    }

    [Fact]
    public async Task W35_Follow_WhenLinesArePoison_TheGoodOneBehindThemIsActedOn()
    {
        await using var silo = await StartAsync();
        await silo.FollowingAsync("BTCUSDC");

        File.AppendAllBytes(_files.SignalLog, [0xFF, 0xFE, 0x00, (byte)'\n']);
        _files.AppendSignal("[1,2,3]");
        _files.AppendSignal("""{"action":"PEAK","source":"DeltaScout","kind":"long","ts":"","price":NaN}""");
        _files.AppendSignal(new string('{', 5000));
        _files.AppendSignal(_files.Peak(ticks: 100));

        Assert.Contains(KeyPrice(100), SignalKey(await silo.EventAsync("BTCUSDC", "OPEN")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task W64_Follow_WhenTheGrainCannotSave_OffersTheSignalAgainAndItOpensOnce()
    {
        var storage = new FailingStorage("signal-ingest");
        var exchange = new CountingExchange();
        await using var silo = await StartAsync(customise: builder =>
        {
            storage.Decorate(builder);
            exchange.Decorate(builder);
        });
        await silo.FollowingAsync("BTCUSDC");
        storage.FailNext(2);

        _files.AppendSignal(_files.Peak(ticks: 100));
        await silo.EventAsync("BTCUSDC", "EXITS_PLACED_V15");
        _files.AppendSignal(_files.Peak(ticks: 200));
        await silo.EventAsync("BTCUSDC", "SKIP_PEAK");

        Assert.Equal(2, storage.Failed);
        Assert.Single(exchange.Entries);
    }

    private Task<RunningSilo> StartAsync(
        SignalBootstrap bootstrap = SignalBootstrap.Resume, Action<Microsoft.AspNetCore.Builder.WebApplicationBuilder>? customise = null) =>
        RunningSilo.StartAsync(
            RunningSilo.Settings(_folder, RunningSilo.Symbol("BTCUSDC", _files.Inputs, ("LOCK_SEC", "0")) with { Bootstrap = bootstrap }), customise);

    private string KeyPrice(int ticks) => FormattableString.Invariant($"|long|{_files.LastClose + (ticks * 0.01m):F1}");

    private static string SignalKey(JournalEntry opened) => opened.Event.Fields.Single(field => field.Name == "signal_key").Value;

    private static async Task<string?> OutcomeOfAsync(RunningSilo silo, string line)
    {
        using var response = await silo.Client.PostAsync(
            new Uri("/signals", UriKind.Relative), new StringContent(line), TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return Assert.Single(answer.GetProperty("answers").EnumerateArray()).GetProperty("outcome").GetString();
    }
}
