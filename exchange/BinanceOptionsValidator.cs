using Executor.Exchange.Budget;
using Microsoft.Extensions.Options;

namespace Executor.Exchange;

internal sealed class BinanceOptionsValidator : IValidateOptions<BinanceOptions>
{
    public ValidateOptionsResult Validate(string? name, BinanceOptions options)
    {
        var errors = new ValidateOptionsResultBuilder();
        if (options.RestHosts.Count == 0)
        {
            errors.AddError("names no address; at least one is needed, such as https://api.binance.com.", Key(nameof(options.RestHosts)));
        }

        foreach (var host in options.RestHosts)
        {
            Address(nameof(options.RestHosts), host, "http", "https", allowsPath: false);
        }

        Address(nameof(options.WebSocketApi), options.WebSocketApi, "ws", "wss", allowsPath: true);
        Address(nameof(options.Streams), options.Streams, "ws", "wss", allowsPath: false);
        Span(nameof(options.RecvWindow), options.RecvWindow, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        Span(nameof(options.ChangeTimeout), options.ChangeTimeout, TimeSpan.FromSeconds(10.5), TimeSpan.FromSeconds(60));
        Span(nameof(options.ReadTimeout), options.ReadTimeout, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(60));
        Number(nameof(options.ReadRetries), options.ReadRetries, 0, 10);
        Span(nameof(options.ReadRetryPause), options.ReadRetryPause, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Span(nameof(options.SendWithin), options.SendWithin, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(10));
        Span(nameof(options.ConnectTimeout), options.ConnectTimeout, TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(30));
        Span(nameof(options.ConnectionLifetime), options.ConnectionLifetime, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Number(nameof(options.LongestAnswer), options.LongestAnswer, 64 * 1024, 256 * 1024 * 1024);
        Span(nameof(options.RulesPeriod), options.RulesPeriod, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));
        Number("Clock:Samples", options.Clock.Samples, 1, 20);
        Span("Clock:Period", options.Clock.Period, TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));
        Span("Clock:Bias", options.Clock.Bias, TimeSpan.Zero, TimeSpan.FromMilliseconds(500));
        Span("Clock:Timeout", options.Clock.Timeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10));
        Budget(options.Budget);
        return errors.Build();

        void Budget(BudgetOptions budget)
        {
            decimal[] shares = [0.05m, budget.QueryShare, budget.EntryShare, budget.UrgentQueryShare, budget.CloseShare, budget.ProtectiveShare, 1m];
            if (shares.Zip(shares.Skip(1)).Any(pair => pair.First > pair.Second))
            {
                errors.AddError(
                    $"the shares of reads, entries, urgent reads, closes and protection must not fall, from 0.05 on and up to 1, and are {string.Join(", ", shares[1..^1])}.", Key("Budget"));
            }

            Span("Budget:Patience", budget.Patience, TimeSpan.Zero, TimeSpan.FromSeconds(3));
            Span("Budget:QueryPatience", budget.QueryPatience, TimeSpan.Zero, TimeSpan.FromSeconds(30));
            foreach (var limit in (LimitKey[])[LimitKey.Weight, LimitKey.RawRequests, LimitKey.OrdersShort, LimitKey.OrdersDay,
                LimitKey.MarginOrdersShort, LimitKey.MarginOrdersDay, LimitKey.SapiIp(""), LimitKey.SapiUid("")])
            {
                Number($"Budget:{limit.Kind}", budget.DefaultOf(limit), 1, int.MaxValue);
            }
        }

        void Address(string option, Uri? address, string plain, string secure, bool allowsPath)
        {
            if (address is null)
            {
                return;
            }

            if (!address.IsAbsoluteUri || (address.Scheme != plain && address.Scheme != secure) || address.UserInfo.Length > 0
                || address.Query.Length > 0 || (!allowsPath && address.AbsolutePath != "/"))
            {
                errors.AddError($"must be an address such as {secure}://host{(allowsPath ? "/path" : "")}, without query and password.", Key(option));
            }
            else if (address.Scheme == plain && address.Host.Contains("binance", StringComparison.OrdinalIgnoreCase))
            {
                errors.AddError($"is not encrypted: {plain}:// is only taken for simulators.", Key(option));
            }
        }

        void Span(string option, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
            {
                errors.AddError($"must be {least} to {most}, is {value}.", Key(option));
            }
        }

        void Number(string option, int value, int least, int most)
        {
            if (value < least || value > most)
            {
                errors.AddError($"must be {least} to {most}, is {value}.", Key(option));
            }
        }

        static string Key(string option) => $"{BinanceOptions.Section}:{option}";
    }
}
