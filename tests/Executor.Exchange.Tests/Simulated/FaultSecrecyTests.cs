using System.Collections.Concurrent;
using System.Diagnostics;
using Executor.Core.Exchange;
using Executor.Exchange.Tests.Streams.Scripted;
using Executor.Simulator.Server.Scenarios;
using Microsoft.Extensions.DependencyInjection;

namespace Executor.Exchange.Tests.Simulated;

/// <summary>Every fault that the simulator knows, driven through the adapter: nothing that is logged at any level, answered, thrown or traced holds the key,
/// the secret or a signed query.</summary>
public sealed class FaultSecrecyTests
{
    private static readonly string[] Faults =
    [
        """{"fault":"AcceptThenHold","delayMs":20}""", """{"fault":"AcceptThenReset"}""", """{"fault":"TimeoutBeforeEngine"}""", """{"fault":"AcceptThenError"}""",
        """{"fault":"HtmlError","status":502}""", """{"fault":"HtmlError","status":503,"executed":true}""", """{"fault":"HtmlError","status":403}""", """{"fault":"Overloaded"}""",
        """{"fault":"LateAcceptance","delayMs":20,"code":-1007}""", """{"fault":"QueryLag","lagMs":2000}""", """{"fault":"TooManyRequests","retryAfterSeconds":1}""",
        """{"fault":"Banned","retryAfterSeconds":1}""", """{"fault":"TooManyOrders"}""", """{"fault":"EventLoss"}""", """{"fault":"EventDuplicate"}""", """{"fault":"EventDelay","delayMs":1}""",
        """{"fault":"EventReorder","delayMs":1}""", """{"fault":"EventsBeforeReply"}""", """{"fault":"StaleQuotes"}""", """{"fault":"CrossedQuotes"}""", """{"fault":"FillBeforeCancel"}""",
        """{"fault":"HalfReplace"}""", """{"fault":"RejectPendingLegs"}""", """{"fault":"LoanPending"}""", """{"fault":"NothingToLend"}""", """{"fault":"LoanAboveLimit"}""", """{"fault":"LoanFails"}""",
    ];

    [Fact]
    public async Task EveryFault_LeavesLogsAnswersAndTracesFreeOfSecrets()
    {
        var written = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => written.Enqueue(
                $"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))} {string.Join(' ', activity.Events.SelectMany(each => each.Tags).Select(tag => $"{tag.Value}"))}"),
        };
        ActivitySource.AddActivityListener(listener);
        await using var venue = await SimulatedVenue.StartAsync();
        foreach (var fault in Faults)
        {
            await venue.FaultAsync(fault);
            await using var adapter = venue.Adapter();
            await DriveAsync(adapter, written);
            await venue.NoFaultsAsync();
        }

        var text = $"{venue.Logs.Text}\n{string.Join('\n', written)}";
        Assert.Contains("-1007", text, StringComparison.Ordinal);
        Assert.Contains("HTTP 502", text, StringComparison.Ordinal);
        Assert.Contains("the connection", text, StringComparison.Ordinal);
        foreach (var secret in (string[])[DefaultScenario.HmacKey, DefaultScenario.HmacSecret, "signature=", "timestamp=", "listenToken="])
        {
            var at = text.IndexOf(secret, StringComparison.OrdinalIgnoreCase);
            Assert.True(at < 0, at < 0 ? "" : $"'{secret[..4]}...' stands in: {text[Math.Max(0, at - 200)..at]}");
        }
    }

    /// <summary>One of each kind of request, and a wallet and a market that are followed.</summary>
    private static async Task DriveAsync(ServiceProvider adapter, ConcurrentQueue<string> written)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        await using var wallet = new Reader<AccountEvent>(adapter.GetRequiredService<IAccountEvents>().FollowAsync(TradingAccount.CrossMargin, null, patience.Token));
        await wallet.BeginAsync();
        await using var market = new Reader<MarketEvent>(adapter.GetRequiredService<IMarketEvents>().FollowAsync("BTCUSDT", null, patience.Token));
        await market.BeginAsync();
        var order = SimulatedVenue.Resting("EX_EN_0123456789ab_0e1");
        var reference = new OrderReference(order.Order.ClientOrderId);
        ExchangeCommand[] commands =
        [
            order,
            new ExchangeCommand.Inspect("BTCUSDT", [reference], TimeProvider.System.GetUtcNow().AddHours(-1)),
            new ExchangeCommand.Replace("BTCUSDT", reference, order.Order with { ClientOrderId = "EX_EN_0123456789ab_1e1", Price = 59_000m }),
            new ExchangeCommand.Cancel("BTCUSDT", new OrderReference("EX_EN_0123456789ab_1e1")),
            new ExchangeCommand.Borrow("BTCUSDT", "USDT", 10m) { Account = TradingAccount.CrossMargin },
            new ExchangeCommand.Cancel("BTCUSDT", reference),
        ];
        foreach (var command in commands)
        {
            try
            {
                written.Enqueue($"{await adapter.GetRequiredService<IExchange>().ExecuteAsync(command, patience.Token)}");
            }
            catch (Exception exception)
            {
                written.Enqueue(exception.ToString());
            }
        }

        await patience.CancelAsync(); // the readers are not waited for: what they heard is in the log
    }
}
