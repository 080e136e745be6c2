using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Executor.Silo.Tests.Running;

namespace Executor.Silo.Tests.Http;

/// <summary>Over the wire, against the whole product.</summary>
public sealed class HttpTests : IAsyncLifetime
{
    private const string Key = "a key of this test only";
    private readonly TemporaryFolder _folder = new();
    private MarketFiles _files = null!;
    private RunningSilo _silo = null!;

    public async ValueTask InitializeAsync()
    {
        _files = new MarketFiles(_folder, "BTCUSDC");
        _silo = await RunningSilo.StartAsync(RunningSilo.Settings(_folder, RunningSilo.Symbol("BTCUSDC", _files.Inputs)) with { OperatorKey = Key });
        await _silo.FollowingAsync("BTCUSDC");
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task PostSignals_WhenLinesDiffer_AnswersEachByItself()
    {
        var peak = _files.Peak();

        using var response = await PostAsync("/signals", $"{peak}\n{peak}\n{{\"action\":\"DELTA_MAX\"}}\nnot json\n{_files.Peak("short", 50)}\n");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("BTCUSDC", answer.GetProperty("symbol").GetString());
        var lines = answer.GetProperty("answers").EnumerateArray().ToList();
        Assert.Equal(["accepted", "duplicate", "ignored", "invalid", "skipped"], lines.Select(line => line.GetProperty("outcome").GetString()));
        Assert.Equal([1, 2, 3, 4, 5], lines.Select(line => line.GetProperty("line").GetInt32()));
        Assert.StartsWith("EX_EN_", lines[0].GetProperty("tradeKey").GetString(), StringComparison.Ordinal);
        Assert.All(lines.Skip(2), line => Assert.NotEmpty(line.GetProperty("reason").GetString()!));
    }

    [Fact]
    public async Task PostFlatten_WhenAPositionIsOpen_ClosesItAtMarketForTheGivenReason()
    {
        using var opening = await PostAsync("/signals", _files.Peak());
        await _silo.EventAsync("BTCUSDC", "EXITS_PLACED_V15");

        using var response = await PostAsync("/positions/BTCUSDC/flatten?reason=FIRE_DRILL", string.Empty);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var view = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("Flat", view.GetProperty("status").GetString());
        Assert.Equal("FIRE_DRILL", view.GetProperty("lastCloseReason").GetString());
    }

    [Theory]
    [InlineData("/signals", null)]
    [InlineData("/signals", "another key")]
    [InlineData("/positions/BTCUSDC/flatten", null)]
    public async Task Post_WithoutTheOperatorKey_ChangesNothing(string path, string? key)
    {
        using var response = await PostAsync(path, _files.Peak(), key);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Empty(_silo.Journal);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Host", "rebound.evil.example")]
    public async Task Post_FromThePageOfAnotherSite_IsRefusedThoughTheKeyIsRight(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/signals") { Content = new StringContent(_files.Peak()) };
        request.Headers.TryAddWithoutValidation(header, value);
        request.Headers.Add("X-Operator-Key", Key);

        using var response = await _silo.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty(_silo.Journal);
    }

    [Theory]
    [InlineData("/signals", "", HttpStatusCode.BadRequest)]
    [InlineData("/signals?symbol=DOGEUSDC", "{}", HttpStatusCode.NotFound)]
    [InlineData("/positions/DOGEUSDC/flatten", "", HttpStatusCode.NotFound)]
    [InlineData("/positions/BTCUSDC/flatten?reason=", "", HttpStatusCode.BadRequest)]
    [InlineData("/positions/BTCUSDC/flatten?reason=A%0AALARM", "", HttpStatusCode.BadRequest)]
    public async Task Post_WhenItCannotBeCarriedOut_SaysWhy(string path, string body, HttpStatusCode status)
    {
        using var response = await PostAsync(path, body);

        Assert.Equal(status, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task PostSignals_WhenTheBodyIsAboveTheLimit_IsRefusedUnread()
    {
        using var response = await PostAsync("/signals", new string(' ', (1024 * 1024) + 1));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task PostSignals_WhenABodyOfUnknownLengthGrowsAboveTheLimit_IsRefusedWithAText()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/signals") { Content = new StringContent(new string(' ', (1024 * 1024) + 1)) };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Operator-Key", Key);

        using var response = await _silo.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task PostSignals_WhenThereAreMoreLinesThanTheLimit_TakesNoneAndSaysHowMany()
    {
        using var response = await PostAsync("/signals", string.Join('\n', Enumerable.Repeat(_files.Peak(), 513)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("at most 512", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(_silo.Journal);
    }

    [Fact]
    public async Task GetPositions_WhenFlat_GivesTheRosterWithTheModeAndExactNumbers()
    {
        var list = await _silo.Client.GetFromJsonAsync<JsonElement>("/positions", TestContext.Current.CancellationToken);

        Assert.Equal("paper", list.GetProperty("mode").GetString());
        var position = Assert.Single(list.GetProperty("positions").EnumerateArray());
        Assert.Equal("BTCUSDC", position.GetProperty("symbol").GetString());
        Assert.Equal("Flat", position.GetProperty("status").GetString());
        Assert.Empty(list.GetProperty("problems").EnumerateArray());
    }

    [Fact]
    public async Task GetHealth_WhenEverythingAnswers_IsLiveAndReady()
    {
        await _silo.ReadyAsync();

        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/positions/DOGEUSDC")).StatusCode);
    }

    private Task<HttpResponseMessage> GetAsync(string path) => _silo.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private async Task<HttpResponseMessage> PostAsync(string path, string body, string? key = Key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null)
            request.Headers.Add("X-Operator-Key", key);
        return await _silo.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
