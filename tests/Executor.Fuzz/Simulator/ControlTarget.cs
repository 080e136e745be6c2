using System.Text;
using Executor.Fuzz.Mutation;
using Executor.Fuzz.Running;

namespace Executor.Fuzz.Simulator;

/// <summary>The control API, with bodies, queries and names that it should refuse.</summary>
internal sealed class ControlTarget : IFuzzTarget
{
    private const int Life = 2_000;

    /// <summary>Calls that succeed.</summary>
    public static IReadOnlyList<(string Verb, string Path, string Query, string Body)> Calls { get; } =
    [
        ("GET", "/_sim", "", ""),
        ("GET", "/_sim/faults", "", ""),
        ("POST", "/_sim/faults", "", """{"fault":"AcceptThenReset","endpoint":"POST /api/v3/order","symbol":"BTCUSDT","customer":"main","probability":0.1,"seed":7,"skip":1,"count":2,"durationMs":1000}"""),
        ("POST", "/_sim/faults", "", """{"fault":"LateAcceptance","delayMs":3000,"code":-1007,"status":503,"retryAfterSeconds":3,"lagMs":200}"""),
        ("DELETE", "/_sim/faults", "", ""),
        ("DELETE", "/_sim/faults/1", "", ""),
        ("GET", "/_sim/clock", "", ""),
        ("POST", "/_sim/clock", "", """{"offsetMs":1500,"driftMsPerSecond":1,"speed":1,"advanceMs":1000}"""),
        ("POST", "/_sim/bans", "", """{"address":"10.0.0.1","seconds":10}"""),
        ("POST", "/_sim/reset", "", "{}"),
        ("GET", "/_sim/markets", "", ""),
        ("POST", "/_sim/markets/BTCUSDT/price", "", """{"price":61000,"move":"Jump","quantity":0.5,"durationMs":1000}"""),
        ("POST", "/_sim/markets/BTCUSDT/price", "", """{"price":61500,"move":"Sweep"}"""),
        ("POST", "/_sim/markets/BTCUSDT/source", "", """{"source":"Manual","seed":3,"speed":1,"skipRows":2}"""),
        ("POST", "/_sim/markets/BTCUSDT/book", "", """{"levels":5,"quantity":1,"stepTicks":1,"spreadTicks":1,"bidsEmpty":false,"asksEmpty":false,"fillPerTouch":0.5}"""),
        ("DELETE", "/_sim/markets/BTCUSDT/book", "", ""),
        ("POST", "/_sim/markets/BTCUSDT/status", "", """{"status":"CancelOnly"}"""),
        ("POST", "/_sim/markets/BTCUSDT/rules", "", """{"tickSize":0.1,"lotStep":0.0001,"minNotional":10,"ocoAllowed":true}"""),
        ("GET", "/_sim/customers", "", ""),
        ("GET", "/_sim/customers/main/books", "symbol=BTCUSDT", ""),
        ("POST", "/_sim/customers/main/place", "", """{"account":"Spot","symbol":"BTCUSDT","side":"Buy","type":"Limit","quantity":0.01,"price":60000}"""),
        ("POST", "/_sim/customers/main/cancel", "", """{"account":"Spot","symbol":"BTCUSDT","orderId":1}"""),
        ("POST", "/_sim/customers/main/sell-all", "", """{"account":"Spot","symbol":"BTCUSDT"}"""),
        ("POST", "/_sim/customers/main/funds", "", """{"account":"Spot","asset":"USDT","amount":100}"""),
        ("POST", "/_sim/customers/main/transfer", "", """{"from":{"account":"Spot"},"to":{"account":"CrossMargin"},"asset":"USDT","amount":10}"""),
        ("POST", "/_sim/customers/main/liquidate", "", """{"account":"CrossMargin","symbol":"BTCUSDT"}"""),
        ("POST", "/_sim/customers/main/reset", "", "{}"),
        ("POST", "/_sim/keys/revoke", "", """{"key":"simulatorHmacKeyOfCustomerSecond00000000000000000000000000000000"}"""),
        ("GET", "/_sim/ledger", "customer=main&symbol=BTCUSDT", ""),
        ("GET", "/_sim/requests", "customer=main&endpoint=POST+/api/v3/order&since=2025-11-24T16:00:00Z", ""),
        ("DELETE", "/_sim/requests", "", ""),
        ("GET", "/_sim/statistics", "customer=main&since=2025-11-24T16:00:00Z", ""),
        ("GET", "/_sim/streams", "", ""),
        ("POST", "/_sim/streams", "", """{"pingIntervalMs":20000,"pongTimeoutMs":60000,"sendsPings":true,"lifetimeMs":0,"maxBacklog":20000,"connectionsPer5Minutes":300,"messagesPerSecond":5,"eventDelayMs":10,"shufflesLists":true}"""),
        ("POST", "/_sim/streams/cut", "", """{"kind":"Market","id":1}"""),
        ("POST", "/_sim/streams/shutdown", "", "{}"),
        ("POST", "/_sim/streams/expire-tokens", "", "{}"),
    ];

    private SimulatorBench? _bench;
    private int _fed;

    public string LastInput { get; private set; } = "";

    public async Task FeedAsync(Mutator mutator)
    {
        if (_fed++ % Life == 0)
        {
            await DisposeAsync();
            _bench = new SimulatorBench();
        }

        var (verb, path, query, body) = mutator.Of(Calls);
        if (mutator.OneIn(8))
        {
            var parts = path.Split('/');
            var at = mutator.Lot.Next(1, parts.Length);
            parts[at] = Uri.EscapeDataString(mutator.Text(parts[at]));
            path = string.Join('/', parts);
        }

        if (mutator.OneIn(3) && query.Length > 0)
        {
            query = mutator.Text(query);
        }

        var request = new SimulatedRequest(
            verb, path + (query.Length > 0 ? $"?{query}" : ""), Encoding.Latin1.GetString(mutator.Json(Encoding.UTF8.GetBytes(body))),
            [("Content-Type", "application/json")]);
        LastInput = request.ToString();
        await _bench!.ServeAsync(request);
        _bench.Time.Advance(TimeSpan.FromMilliseconds(100));
    }

    public ValueTask DisposeAsync() => _bench?.DisposeAsync() ?? ValueTask.CompletedTask;
}
