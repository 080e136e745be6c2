namespace Executor.Exchange.Tests;

public sealed class BinanceOptionsValidatorTests
{
    public static TheoryData<string, Action<BinanceOptions>> Faults => new()
    {
        { "RestHosts", options => options.RestHosts.Clear() },
        { "RestHosts", options => options.RestHosts.Add(new Uri("ftp://api.test")) },
        { "RestHosts", options => options.RestHosts.Add(new Uri("https://user:pass@api.test")) },
        { "RestHosts", options => options.RestHosts.Add(new Uri("https://api.test/path")) },
        { "RestHosts", options => options.RestHosts.Add(new Uri("https://api.test/?a=b")) },
        { "RestHosts", options => options.RestHosts.Add(new Uri("http://api.binance.com")) },
        { "WebSocketApi", options => options.WebSocketApi = new Uri("https://api.test") },
        { "WebSocketApi", options => options.WebSocketApi = new Uri("ws://ws-api.binance.com/ws-api/v3") },
        { "Streams", options => options.Streams = new Uri("wss://streams.test/stream") },
        { "RecvWindow", options => options.RecvWindow = TimeSpan.FromSeconds(61) },
        { "RecvWindow", options => options.RecvWindow = TimeSpan.Zero },
        { "ChangeTimeout", options => options.ChangeTimeout = TimeSpan.FromSeconds(10) },
        { "ReadTimeout", options => options.ReadTimeout = TimeSpan.Zero },
        { "ReadRetries", options => options.ReadRetries = -1 },
        { "ReadRetries", options => options.ReadRetries = 11 },
        { "ReadRetryPause", options => options.ReadRetryPause = TimeSpan.FromSeconds(-1) },
        { "SendWithin", options => options.SendWithin = TimeSpan.FromSeconds(11) },
        { "ConnectTimeout", options => options.ConnectTimeout = TimeSpan.FromMinutes(1) },
        { "ConnectionLifetime", options => options.ConnectionLifetime = TimeSpan.Zero },
        { "LongestAnswer", options => options.LongestAnswer = 1024 },
        { "RulesPeriod", options => options.RulesPeriod = TimeSpan.FromSeconds(1) },
        { "Clock:Samples", options => options.Clock.Samples = 0 },
        { "Clock:Period", options => options.Clock.Period = TimeSpan.FromSeconds(1) },
        { "Clock:Bias", options => options.Clock.Bias = TimeSpan.FromSeconds(1) },
        { "Clock:Timeout", options => options.Clock.Timeout = TimeSpan.FromMinutes(1) },
        { "Budget", options => options.Budget.EntryShare = 0.5m },
        { "Budget", options => options.Budget.UrgentQueryShare = 0.9m },
        { "Budget", options => options.Budget.ProtectiveShare = 1.1m },
        { "Budget:Patience", options => options.Budget.Patience = TimeSpan.FromSeconds(4) },
        { "Budget:QueryPatience", options => options.Budget.QueryPatience = TimeSpan.FromMinutes(1) },
        { "Budget:Weight", options => options.Budget.WeightPerMinute = 0 },
        { "Budget:RawRequests", options => options.Budget.RawRequestsPerFiveMinutes = 0 },
        { "Budget:Orders", options => options.Budget.OrdersPerTenSeconds = -1 },
        { "Budget:Orders", options => options.Budget.OrdersPerDay = 0 },
        { "Budget:MarginOrders", options => options.Budget.MarginOrdersPerDay = 0 },
        { "Budget:MarginOrders", options => options.Budget.MarginOrdersPerTenSeconds = 0 },
        { "Budget:SapiIp", options => options.Budget.SapiIpWeightPerMinute = 0 },
        { "Budget:SapiUid", options => options.Budget.SapiUidWeightPerMinute = 0 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void ImpossibleValue_IsToldByItsFullName(string option, Action<BinanceOptions> spoil)
    {
        var options = Good();
        spoil(options);

        var result = new BinanceOptionsValidator().Validate(null, options);

        Assert.True(result.Failed);
        Assert.StartsWith($"Property {BinanceOptions.Section}:{option}:", Assert.Single(result.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_ArePossible() => Assert.True(new BinanceOptionsValidator().Validate(null, Good()).Succeeded);

    [Fact]
    public void EveryFault_IsToldAtOnce()
    {
        var options = Good();
        (options.RecvWindow, options.ReadRetries, options.SendWithin) = (TimeSpan.Zero, -1, TimeSpan.Zero);

        Assert.Equal(3, new BinanceOptionsValidator().Validate(null, options).Failures!.Count());
    }

    private static BinanceOptions Good()
    {
        var options = new BinanceOptions { WebSocketApi = new Uri("wss://ws-api.test/ws-api/v3"), Streams = new Uri("wss://streams.test") };
        options.RestHosts.Add(new Uri("https://api.test"));
        return options;
    }
}
