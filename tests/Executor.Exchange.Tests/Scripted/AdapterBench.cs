using System.Collections.Concurrent;
using Executor.Core.Exchange;
using Executor.Exchange.Http;
using Executor.Exchange.Tests.Signing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Executor.Exchange.Tests.Scripted;

/// <summary>The adapter as a host registers it, with the published example key, against scripted servers.</summary>
internal sealed class AdapterBench : IAsyncDisposable
{
    public const string Symbol = "BTCUSDT";

    /// <summary>One symbol as the exchange publishes it.</summary>
    public const string Info = """
        {"timezone":"UTC","serverTime":1764000000123,"rateLimits":[{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":6000},
         {"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,"limit":100},{"rateLimitType":"NEW_KIND","interval":"FORTNIGHT","intervalNum":1,"limit":1}],
         "exchangeFilters":[],"symbols":[{"symbol":"BTCUSDT","status":"TRADING","baseAsset":"BTC","baseAssetPrecision":8,"quoteAsset":"USDT",
         "ocoAllowed":true,"otoAllowed":true,"opoAllowed":true,"cancelReplaceAllowed":true,"amendAllowed":true,"somethingNew":{"a":[1]},
         "filters":[{"filterType":"PRICE_FILTER","minPrice":"0.01000000","maxPrice":"1000000.00000000","tickSize":"0.01000000"},
         {"filterType":"LOT_SIZE","minQty":"0.00001000","maxQty":"9000.00000000","stepSize":"0.00001000"},
         {"filterType":"MARKET_LOT_SIZE","minQty":"0.00000000","maxQty":"141.68000000","stepSize":"0.00000000"},
         {"filterType":"NOTIONAL","minNotional":"5.00000000","applyMinToMarket":true,"maxNotional":"9000000.00000000","applyMaxToMarket":false,"avgPriceMins":5},
         {"filterType":"PERCENT_PRICE_BY_SIDE","bidMultiplierUp":"2","bidMultiplierDown":"0.5","askMultiplierUp":"3","askMultiplierDown":"0.4","avgPriceMins":5},
         {"filterType":"MAX_NUM_ORDERS","maxNumOrders":200},{"filterType":"MAX_NUM_ALGO_ORDERS","maxNumAlgoOrders":5},
         {"filterType":"MAX_NUM_ORDER_LISTS","maxNumOrderLists":20},{"filterType":"MAX_NUM_ORDER_AMENDS","maxNumOrderAmends":10},
         {"filterType":"FILTER_OF_TOMORROW","x":"1"}]}]}
        """;

    private readonly List<ScriptedServer> _servers;
    private readonly ServiceProvider _services;

    private AdapterBench(List<ScriptedServer> servers, ServiceProvider services, LogCapture logs) => (_servers, _services, Logs) = (servers, services, logs);

    public ScriptedServer Server => _servers[0];

    public ScriptedServer Second => _servers[1];

    public LogCapture Logs { get; }

    public IExchange Exchange => _services.GetRequiredService<IExchange>();

    public BinanceClient Client => _services.GetRequiredService<BinanceClient>();

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static async Task<AdapterBench> StartAsync(Action<BinanceOptions>? configure = null, int hosts = 1, TimeProvider? time = null, Action<IServiceCollection>? register = null)
    {
        var servers = new List<ScriptedServer>();
        for (var i = 0; i < hosts; i++)
        {
            servers.Add((await ScriptedServer.StartAsync()).On("GET /api/v3/exchangeInfo", Info));
        }

        var logs = new LogCapture();
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs))
            .AddBinanceExchange()
            .Configure<BinanceOptions>(options =>
            {
                foreach (var server in servers)
                {
                    options.RestHosts.Add(server.Address);
                }

                options.Credentials = Vectors.Hmac;
                options.ReadRetryPause = TimeSpan.Zero;
                options.Clock.Samples = 1;
                configure?.Invoke(options);
            });
        if (time is not null)
        {
            services.AddSingleton(time);
        }

        register?.Invoke(services);
        return new AdapterBench(servers, services.BuildServiceProvider(validateScopes: true), logs);
    }

    public async Task<ExchangeReply> SendAsync(ExchangeCommand command) => await Exchange.ExecuteAsync(command, Token);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }
}

/// <summary>Everything that was logged, at every level, scopes and exceptions included.</summary>
internal sealed class LogCapture : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _lines.Enqueue($"scope {state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
