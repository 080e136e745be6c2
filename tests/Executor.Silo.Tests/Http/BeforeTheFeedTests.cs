using System.Net;
using Executor.Silo.Tests.Running;

namespace Executor.Silo.Tests.Http;

public sealed class BeforeTheFeedTests
{
    [Fact]
    public async Task PostSignals_WhenTheFeedHasNoRowYet_UsesNoSignalUpAndTakesItLater()
    {
        using var folder = new TemporaryFolder();
        var files = new MarketFiles(folder, "BTCUSDC");
        var rows = await File.ReadAllTextAsync(files.Feed, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(files.Feed, string.Empty, TestContext.Current.CancellationToken);
        await using var silo = await RunningSilo.StartAsync(RunningSilo.Settings(folder, RunningSilo.Symbol("BTCUSDC", files.Inputs)));
        var peak = files.Peak();

        using var refused = await PostAsync(silo, peak);
        using var notReady = await silo.Client.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        await File.AppendAllTextAsync(files.Feed, rows, TestContext.Current.CancellationToken);
        await silo.FollowingAsync("BTCUSDC");
        using var taken = await PostAsync(silo, peak);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("the feed has not shown a price", await TextAsync(refused), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, notReady.StatusCode);
        Assert.Contains("Signals for BTCUSDC wait", await TextAsync(notReady), StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"accepted\"", await TextAsync(taken), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningSilo silo, string body)
    {
        using var content = new StringContent(body);
        return await silo.Client.PostAsync(new Uri("/signals", UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    private static Task<string> TextAsync(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
