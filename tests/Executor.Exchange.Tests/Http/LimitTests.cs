using Executor.Core.Exchange;
using Executor.Exchange.Budget;
using Executor.Exchange.Errors;
using Executor.Exchange.Http;
using Executor.Exchange.Signing;
using Executor.Exchange.Tests.Scripted;
using Executor.Exchange.Time;
using Microsoft.Extensions.Time.Testing;

namespace Executor.Exchange.Tests.Http;

/// <summary>Limits of the exchange over real sockets (P19): headers, 429 and 418.</summary>
public sealed class LimitTests
{
    private const string Order = "POST /api/v3/order";
    private const string Account = "GET /api/v3/account";
    private const string TooMuchWeight = "{\"code\":-1003,\"msg\":\"Too much request weight used; current limit is 6000 request weight per 1 MINUTE.\"}";
    private const string TooManyOrders = "{\"code\":-1015,\"msg\":\"Too many new orders; current limit is 50 orders per 10 SECOND.\"}";

    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(1764000001000); // 16:00:01 UTC

    private static readonly ExchangeCommand Protect = new ExchangeCommand.Place(Sample.Symbol, Sample.Stop);

    private static ApiRequest ReadAccount => new(SpotEndpoints.Account, new RequestParameters(), RequestLane.Query);

    [Theory]
    [InlineData(429, TooMuchWeight)]
    [InlineData(418, "{\"code\":-1003,\"msg\":\"Way too much request weight used; IP banned until 1764000120000.\"}")]
    [InlineData(429, "<html>Slow down</html>")]
    public async Task W15_OneRefusalForLoad_StopsAllCallersUntilRetryAfter(int status, string body)
    {
        var time = new FakeTimeProvider(Start);
        await using var bench = await AdapterBench.StartAsync(time: time);
        bench.Server.On(Account, body, status, ("Retry-After", "30")).On(Order, Sample.Placed(Sample.Stop, "STOP_LOSS_LIMIT"));

        Assert.IsType<ApiAnswer.Failed>(await bench.Client.SendAsync(ReadAccount, AdapterBench.Token));
        var refused = Assert.IsType<ExchangeReply.NotSent>(await bench.SendAsync(Protect));
        Assert.InRange(refused.RetryAfter, TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(31));
        Assert.Empty(bench.Server.To(Order));
        Assert.Single(bench.Server.To(Account));

        time.Advance(TimeSpan.FromSeconds(31));
        Assert.IsType<ExchangeReply.Accepted>(await bench.SendAsync(Protect));
    }

    [Fact]
    public async Task WithoutRetryAfter_ThePauseEndsWithTheExchangesMinute()
    {
        var time = new FakeTimeProvider(Start);
        await using var bench = await AdapterBench.StartAsync(time: time);
        bench.Server.On(Account, TooMuchWeight, 429).On(Order, Sample.Placed(Sample.Stop, "STOP_LOSS_LIMIT"));
        await bench.Client.SendAsync(ReadAccount, AdapterBench.Token);

        time.Advance(TimeSpan.FromSeconds(56));
        Assert.IsType<ExchangeReply.NotSent>(await bench.SendAsync(Protect));
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.IsType<ExchangeReply.Accepted>(await bench.SendAsync(Protect));
    }

    [Fact]
    public async Task TooManyOrders_StopsOrdersAndNotCancels()
    {
        var time = new FakeTimeProvider(Start);
        await using var bench = await AdapterBench.StartAsync(time: time);
        bench.Server.On(Order, TooManyOrders, 429, ("Retry-After", "9"))
            .On("DELETE /api/v3/order", Sample.Row(5, "cx1", "STOP_LOSS_LIMIT", "CANCELED", original: "EX_SL1_a1_0e7", stopPrice: "60000"));

        Assert.Equal(-1015, Assert.IsType<ExchangeReply.Rejected>(await bench.SendAsync(Sample.PlaceEntry)).Code);
        Assert.Equal(TimeSpan.FromSeconds(9), Assert.IsType<ExchangeReply.NotSent>(await bench.SendAsync(Protect)).RetryAfter);
        Assert.IsType<ExchangeReply.Accepted>(await bench.SendAsync(new ExchangeCommand.Cancel(Sample.Symbol, new OrderReference("EX_SL1_a1_0e7", 5))));

        Assert.Single(bench.Server.To(Order));
    }

    [Fact]
    public async Task WeightThatOthersUsed_LeavesRoomForWhatProtectsAlone()
    {
        await using var bench = await AdapterBench.StartAsync(options => options.Budget.QueryPatience = options.Budget.Patience = TimeSpan.Zero);
        bench.Server.On(Account, "{\"balances\":[]}", 200, ("X-MBX-USED-WEIGHT-1M", "5500"), ("X-MBX-ORDER-COUNT-10S", "7"))
            .On(Order, Sample.Placed(Sample.Stop, "STOP_LOSS_LIMIT"));

        await bench.Client.SendAsync(ReadAccount, AdapterBench.Token);

        Assert.Equal(5500, bench.Get<RequestBudget>().Used(LimitKey.Weight));
        Assert.Equal(7, bench.Get<RequestBudget>().Used(LimitKey.OrdersShort));
        Assert.Equal(LocalRefusals.OverBudget, Assert.IsType<ApiAnswer.Failed>(await bench.Client.SendAsync(ReadAccount, AdapterBench.Token)).Code);
        Assert.IsType<ExchangeReply.NotSent>(await bench.SendAsync(Sample.PlaceEntry));
        Assert.IsType<ExchangeReply.Accepted>(await bench.SendAsync(Protect));
    }

    [Fact]
    public async Task OrderThatSucceeds_WeighsNothing_AndCountsAsAnOrder()
    {
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On(Order, Sample.Placed(Sample.Stop, "STOP_LOSS_LIMIT")).On(Order, "{\"code\":-2010,\"msg\":\"x\"}", 400);
        var budget = bench.Get<RequestBudget>();
        await bench.Get<IServerClock>().EnsureAsync(AdapterBench.Token);
        var before = budget.Used(LimitKey.Weight);

        await bench.SendAsync(Protect);
        Assert.Equal((before, 1), (budget.Used(LimitKey.Weight), budget.Used(LimitKey.OrdersShort)));
        await bench.SendAsync(Protect);
        Assert.Equal((before + 1, 2), (budget.Used(LimitKey.Weight), budget.Used(LimitKey.OrdersShort)));
    }

    [Fact]
    public async Task MarginOrders_CountInABudgetOfTheirOwn()
    {
        const string Margin = "POST /sapi/v1/margin/order";
        var time = new FakeTimeProvider(Start);
        await using var bench = await AdapterBench.StartAsync(time: time);
        bench.Server.On(Margin, Sample.Placed(Sample.Stop, "STOP_LOSS_LIMIT"), 200, ("X-MBX-ORDER-COUNT-10S", "4"))
            .On(Margin, TooManyOrders, 429, ("Retry-After", "9"))
            .On(Order, Sample.Placed(Sample.Stop, "STOP_LOSS_LIMIT"));
        var margin = Protect with { Account = TradingAccount.CrossMargin };
        var budget = bench.Get<RequestBudget>();

        Assert.IsType<ExchangeReply.Accepted>(await bench.SendAsync(margin));
        Assert.Equal((0, 4), (budget.Used(LimitKey.OrdersShort), budget.Used(LimitKey.MarginOrdersShort)));
        Assert.Equal((0, 1), (budget.Used(LimitKey.OrdersDay), budget.Used(LimitKey.MarginOrdersDay)));

        Assert.Equal(-1015, Assert.IsType<ExchangeReply.Rejected>(await bench.SendAsync(margin)).Code);
        Assert.IsType<ExchangeReply.NotSent>(await bench.SendAsync(margin));
        Assert.IsType<ExchangeReply.Accepted>(await bench.SendAsync(Protect));
        Assert.Equal(2, bench.Server.To(Margin).Count);
    }

    [Fact]
    public async Task MarginLimits_AreThoseOfTheEndpoint()
    {
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On("POST /sapi/v1/margin/borrow-repay", "{\"tranId\":100000123}", 200, ("X-SAPI-USED-UID-WEIGHT-1M", "4500"));

        await bench.SendAsync(new ExchangeCommand.Borrow(Sample.Symbol, "USDT", 125.5m) { Account = TradingAccount.CrossMargin });

        Assert.Equal(4500, bench.Get<RequestBudget>().Used(LimitKey.SapiUid("POST /sapi/v1/margin/borrow-repay")));
        Assert.Equal(0, bench.Get<RequestBudget>().Used(LimitKey.SapiUid("POST /sapi/v1/margin/order")));
    }
}
