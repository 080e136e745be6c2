using System.Diagnostics;
using System.Diagnostics.Metrics;
using Executor.Core.Exchange;
using Executor.Exchange.Http;
using Executor.Exchange.Signing;
using Executor.Exchange.Tests.Scripted;
using Executor.Exchange.Tests.Signing;
using static Executor.Exchange.Tests.Scripted.ScriptedServer;

namespace Executor.Exchange.Tests;

/// <summary>Nothing that a run logs, traces, measures or answers holds the key, the secret, a signature or a signed query.</summary>
public sealed class SecrecyTests
{
    [Fact]
    public async Task Everything_ThatARunWrites_IsFreeOfSecrets()
    {
        var traced = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traced.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))}"),
        };
        ActivitySource.AddActivityListener(listener);
        using var meters = new MeterListener { InstrumentPublished = (instrument, self) => self.EnableMeasurementEvents(instrument) };
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => traced.Enqueue($"{instrument.Name} {value} {string.Join(' ', tags.ToArray())}"));
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => traced.Enqueue($"{instrument.Name} {value} {string.Join(' ', tags.ToArray())}"));
        meters.Start();
        await using var bench = await AdapterBench.StartAsync(hosts: 2);
        const string Order = "POST /api/v3/order";
        bench.Server.On(Order, "{\"code\":-1022,\"msg\":\"Signature for this request is not valid.\"}", 400)
            .On(Order, Sample.Filled(Sample.Entry)).On(Order, Reset).On(Order, "<html>no</html>", 502).On(Order, "{}").On(Order, "{\"code\":-1021,\"msg\":\"ahead\"}", 400);
        bench.Server.On("GET /api/v3/account", Reset).On("DELETE /api/v3/order", HalfABody);
        bench.Second.On("GET /api/v3/account", "{\"balances\":[{\"asset\":7}]}");

        var replies = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            replies.Add($"{await bench.SendAsync(Sample.PlaceEntry)}");
        }

        replies.Add($"{await bench.SendAsync(new ExchangeCommand.Cancel(Sample.Symbol, new OrderReference("EX_SL1_a1_0e7")))}");
        replies.Add($"{await bench.SendAsync(new ExchangeCommand.Inspect(Sample.Symbol, [], null))}");
        replies.Add($"{await bench.Client.SendAsync(new ApiRequest(MarginEndpoints.ApiRestrictions, new RequestParameters(), Executor.Exchange.Budget.RequestLane.Query), AdapterBench.Token)}");

        var written = $"{bench.Logs.Text}\n{string.Join('\n', traced)}\n{string.Join('\n', replies)}";
        Assert.Contains("executor.exchange.request.duration", written, StringComparison.Ordinal);
        Assert.Contains("POST /api/v3/order", written, StringComparison.Ordinal);
        Assert.DoesNotContain(Vectors.HmacKey, written, StringComparison.Ordinal);
        Assert.DoesNotContain(Vectors.HmacSecret, written, StringComparison.Ordinal);
        Assert.DoesNotContain("signature=", written, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("timestamp=", written, StringComparison.OrdinalIgnoreCase);
        var signatures = bench.Server.All.Concat(bench.Second.All).Where(call => call.Sent.Contains("signature=", StringComparison.Ordinal)).Select(call => call.Parameter("signature")).ToList();
        Assert.True(signatures.Count >= 8, $"only {signatures.Count} signed requests");
        Assert.All(signatures, signature => Assert.DoesNotContain(signature, written, StringComparison.OrdinalIgnoreCase));
    }
}
