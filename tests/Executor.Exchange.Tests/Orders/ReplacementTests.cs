using Executor.Core.Exchange;
using Executor.Exchange.Tests.Scripted;

namespace Executor.Exchange.Tests.Orders;

/// <summary>The truth table of cancelReplace (protocol sheet, section 4.7) and what may stand in its place.</summary>
public sealed class ReplacementTests
{
    private const string Route = "POST /api/v3/order/cancelReplace";

    private static readonly ExchangeCommand Replace = new ExchangeCommand.Replace(Sample.Symbol, new OrderReference("EX_SL1_old", 4300), Sample.Stop);

    private static string Cancelled => Sample.Row(4300, "cx-91", "STOP_LOSS_LIMIT", "CANCELED", "59900", "60000", original: "EX_SL1_old");

    private static string New => Sample.Placed(Sample.Stop, "STOP_LOSS_LIMIT");

    private static string Failed(int code, string cancelResult, string newResult, string cancelled, string placed) => $$"""
        {"code":{{code}},"msg":"Order cancel-replace failed.","data":{"cancelResult":"{{cancelResult}}","newOrderResult":"{{newResult}}","cancelResponse":{{cancelled}},"newOrderResponse":{{placed}} } }
        """;

    private static async Task<ExchangeReply> AnswerAsync(string body, int status)
    {
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On(Route, body, status);
        var reply = await bench.SendAsync(Replace);
        Assert.Single(bench.Server.To(Route));
        return reply;
    }

    [Fact]
    public async Task BothSucceed_ShowsBoth()
    {
        var reply = await AnswerAsync($$"""{"cancelResult":"SUCCESS","newOrderResult":"SUCCESS","cancelResponse":{{Cancelled}},"newOrderResponse":{{New}}}""", 200);

        Assert.Equal(
            [("EX_SL1_old", OrderStatus.Canceled), ("EX_SL1_a1_0e7", OrderStatus.New)],
            Assert.IsType<ExchangeReply.Accepted>(reply).Orders.Select(report => (report.ClientOrderId, report.Status)));
    }

    [Fact]
    public async Task CancelFails_NothingHappened()
    {
        var reply = await AnswerAsync(Failed(-2022, "FAILURE", "NOT_ATTEMPTED", "{\"code\":-2011,\"msg\":\"Unknown order sent.\"}", "null"), 400);

        Assert.Equal(-2022, Assert.IsType<ExchangeReply.Rejected>(reply).Code);
    }

    [Theory]
    [InlineData(409)]
    [InlineData(429)]
    public async Task NewOrderIsRefused_TheOldOneIsGone(int status)
    {
        var reply = await AnswerAsync(Failed(-2021, "SUCCESS", "FAILURE", Cancelled, "{\"code\":-2010,\"msg\":\"Order would trigger immediately.\"}"), status);

        var half = Assert.IsType<ExchangeReply.HalfReplaced>(reply);
        Assert.Equal((-2010, "Order would trigger immediately.", "EX_SL1_old"), (half.Code, half.Message, Assert.Single(half.Cancelled).ClientOrderId));
    }

    [Fact]
    public async Task LegOfAList_GoesWithItsSiblings()
    {
        var list = Sample.List(
            Sample.Row(4301, "cx1", "STOP_LOSS_LIMIT", "CANCELED", "59900", "60000", listId: 88, original: "EX_SL1_a1_0e7")
            + "," + Sample.Row(4302, "cx2", "LIMIT_MAKER", "CANCELED", listId: 88, original: "EX_TP1_a1_0e7"));
        var reply = await AnswerAsync(Failed(-2021, "SUCCESS", "FAILURE", list, "{\"code\":-2010,\"msg\":\"x\"}"), 409);

        Assert.Equal(["EX_SL1_a1_0e7", "EX_TP1_a1_0e7"], Assert.IsType<ExchangeReply.HalfReplaced>(reply).Cancelled.Select(report => report.ClientOrderId));
    }

    [Fact]
    public async Task NewHalfTimedOut_IsUnknown() => Assert.IsType<ExchangeReply.Unknown>(
        await AnswerAsync(Failed(-2021, "SUCCESS", "FAILURE", Cancelled, "{\"code\":-1007,\"msg\":\"Timeout\"}"), 409));

    [Fact]
    public async Task CancelHalfTimedOut_IsUnknown() => Assert.IsType<ExchangeReply.Unknown>(
        await AnswerAsync(Failed(-2022, "FAILURE", "NOT_ATTEMPTED", "{\"code\":-1007,\"msg\":\"Timeout\"}", "null"), 400));

    [Theory] // cancelResult x newOrderResult, with an error that proves (P), leaves open (U), or none (-) for each half that failed
    [InlineData(-2022, "FAILURE", "P", "NOT_ATTEMPTED", "-", "Rejected")]
    [InlineData(-2022, "FAILURE", "P", "FAILURE", "P", "Rejected")]
    [InlineData(-2022, "FAILURE", "-", "NOT_ATTEMPTED", "-", "Rejected")]
    [InlineData(-2022, "FAILURE", "-", "FAILURE", "P", "Rejected")]
    [InlineData(-2022, "NOT_ATTEMPTED", "-", "FAILURE", "P", "Rejected")]
    [InlineData(-2022, "NOT_ATTEMPTED", "-", "NOT_ATTEMPTED", "-", "Rejected")]
    [InlineData(-2022, "FAILURE", "U", "NOT_ATTEMPTED", "-", "Unknown")]
    [InlineData(-2022, "FAILURE", "P", "FAILURE", "U", "Unknown")]
    [InlineData(-2022, "FAILURE", "U", "FAILURE", "P", "Unknown")]
    [InlineData(-2021, "SUCCESS", "C", "FAILURE", "P", "HalfReplaced")]
    [InlineData(-2021, "SUCCESS", "C", "FAILURE", "-", "HalfReplaced")]
    [InlineData(-2021, "SUCCESS", "C", "NOT_ATTEMPTED", "-", "HalfReplaced")]
    [InlineData(-2021, "SUCCESS", "C", "FAILURE", "U", "Unknown")]
    [InlineData(-2021, "SUCCESS", "-", "FAILURE", "P", "Unknown")]
    [InlineData(-2021, "FAILURE", "P", "SUCCESS", "N", "Unknown")]
    [InlineData(-2021, "SUCCESS", "C", "SUCCESS", "N", "Unknown")]
    [InlineData(-2021, "SOMETHING", "C", "FAILURE", "P", "Unknown")]
    public async Task EveryPairOfResults_SaysWhatItProves(int code, string cancelResult, string cancel, string newResult, string placed, string kind)
    {
        var reply = await AnswerAsync(Failed(code, cancelResult, newResult, Half(cancel), Half(placed)), code == -2022 ? 400 : 409);

        Assert.Equal(kind, reply.GetType().Name);

        static string Half(string kind) => kind switch
        {
            "P" => "{\"code\":-2010,\"msg\":\"Order would trigger immediately.\"}",
            "U" => "{\"code\":-1007,\"msg\":\"Timeout\"}",
            "C" => Cancelled,
            "N" => New,
            _ => "null",
        };
    }

    [Fact]
    public async Task OnlyTheNewHalfSucceeded_IsUnknown() => Assert.IsType<ExchangeReply.Unknown>(
        await AnswerAsync(Failed(-2021, "FAILURE", "SUCCESS", "{\"code\":-2011,\"msg\":\"Unknown order sent.\"}", New), 409));

    [Theory]
    [InlineData("{\"code\":-2021,\"msg\":\"Order cancel-replace partially failed.\"}")]
    [InlineData("{\"code\":-2021,\"msg\":\"x\",\"data\":{}}")]
    [InlineData("{\"code\":-2021,\"msg\":\"x\",\"data\":[1]}")]
    public async Task PartlyWithoutSayingWhich_IsUnknown(string body) => Assert.IsType<ExchangeReply.Unknown>(await AnswerAsync(body, 409));

    [Theory]
    [InlineData("{\"code\":-1013,\"msg\":\"Filter failure: MAX_NUM_ALGO_ORDERS\"}", 400, -1013)]
    [InlineData("{\"code\":-2022,\"msg\":\"Order cancel-replace failed.\"}", 400, -2022)]
    [InlineData("{\"code\":-1015,\"msg\":\"Too many new orders\"}", 429, -1015)]
    public async Task RefusedAsAWhole_NothingHappened(string body, int status, int code) =>
        Assert.Equal(code, Assert.IsType<ExchangeReply.Rejected>(await AnswerAsync(body, status)).Code);

    [Fact]
    public async Task SuccessThatShowsOneHalf_IsUnknown() =>
        Assert.IsType<ExchangeReply.Unknown>(await AnswerAsync($$"""{"cancelResult":"SUCCESS","newOrderResult":"SUCCESS","cancelResponse":{{Cancelled}}}""", 200));

    [Fact] // found by hostile input
    public async Task HalfThatIsNoText_IsUnknown()
    {
        await using var bench = await AdapterBench.StartAsync();
        var body = System.Text.Encoding.Latin1.GetBytes(Failed(-2021, "SUCCESS", "FAILURE", Cancelled.Replace("cx-91", "\u00a0", StringComparison.Ordinal), "{\"code\":-2010,\"msg\":\"x\"}"));
        bench.Server.On(Route, async context =>
        {
            context.Response.StatusCode = 409;
            await context.Response.Body.WriteAsync(body);
        });

        Assert.IsType<ExchangeReply.Unknown>(await bench.SendAsync(Replace));
    }
}
