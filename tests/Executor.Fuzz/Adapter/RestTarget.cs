using Executor.Core.Exchange;
using Executor.Exchange;
using Executor.Exchange.Http;
using Executor.Fuzz.Mutation;
using Executor.Fuzz.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Executor.Fuzz.Adapter;

/// <summary>Every command of the adapter, from the port down to the message handler, against answers that were tampered with: all its readers of answers,
/// errors and headers. It answers with a value, whatever comes.</summary>
internal sealed class RestTarget : IFuzzTarget
{
    /// <summary>Inputs after which the adapter begins anew: limits that it was told a lie about would stay.</summary>
    private const int Life = 2_000;

    private readonly AdapterSecrets _secrets = new();
    private HostileExchange _network = new(new AdapterSecrets());
    private FakeTimeProvider _time = new();
    private ServiceProvider? _services;
    private int _fed;
    private string _command = "";

    public string LastInput => $"{_command}{Environment.NewLine}{_network.Said}";

    public async Task FeedAsync(Mutator mutator)
    {
        if (_fed++ % Life == 0)
        {
            await BeginAsync();
        }

        var command = Commands.Draw(mutator, _time.GetUtcNow());
        _command = command.ToString();
        _network.Forget();
        _network.Mutator = mutator;
        var exchange = _services!.GetRequiredService<IExchange>();
        ExchangeReply reply;
        if (mutator.OneIn(20))
        {
            await RefreshRulesAsync(exchange);
        }

        reply = await exchange.ExecuteAsync(command, CancellationToken.None);
        _time.Advance(reply is ExchangeReply.NotSent ? TimeSpan.FromDays(4) : TimeSpan.FromSeconds(1));
        _secrets.Check(reply.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }

    private async Task RefreshRulesAsync(IExchange exchange)
    {
        try
        {
            await _services!.GetRequiredService<Executor.Exchange.Rules.RulesCache>().RefreshAsync(CancellationToken.None);
            _secrets.Check((await exchange.GetRulesAsync("BTCUSDT", CancellationToken.None))?.ToString() ?? "not listed");
        }
        catch (Executor.Exchange.Rules.RulesUnavailableException exception)
        {
            _secrets.Check(exception.ToString());
        }
    }

    private async Task BeginAsync()
    {
        await DisposeAsync();
        _network = new HostileExchange(_secrets);
        _time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_764_000_001_000));
        _services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_secrets))
            .AddSingleton<TimeProvider>(_time)
            .AddBinanceExchange()
            .Configure<BinanceOptions>(options =>
            {
                options.RestHosts.Add(new Uri("http://one.test"));
                options.RestHosts.Add(new Uri("http://two.test"));
                options.Credentials = AdapterSecrets.Credentials;
                options.ReadRetries = 1;
                options.ReadRetryPause = TimeSpan.Zero;
                options.Clock.Samples = 1;
                options.Budget.Patience = options.Budget.QueryPatience = TimeSpan.Zero;
            })
            .AddHttpClient(ApiTransport.ClientName).ConfigurePrimaryHttpMessageHandler(() => _network).Services
            .BuildServiceProvider();
        await _services.GetRequiredService<IExchange>().GetRulesAsync("BTCUSDT", CancellationToken.None);
    }
}
