using Executor.Exchange.Http;
using Executor.Exchange.Time;
using Executor.Silo.Configuration;

namespace Executor.Silo.Live.Validation;

/// <summary>How far apart are the exchange's clock and this machine's?</summary>
internal static class ClockCheck
{
    private const string Check = "clock";
    private static readonly TimeSpan Worth = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan TooFar = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(IServerClock serverClock, AccountReads reads, ValidationReport report, CancellationToken cancellationToken)
    {
        await serverClock.SynchroniseAsync(cancellationToken).ConfigureAwait(false);
        if (serverClock.Offset is null && await reads.ReadAsync(SpotEndpoints.Time, cancellationToken).ConfigureAwait(false) is { Json: not null })
            await serverClock.SynchroniseAsync(cancellationToken).ConfigureAwait(false); // a clock does not wait for room in the limits; a read does
        if (serverClock.Offset is not { } offset)
            report.Fail(Check, null, $"the exchange's clock could not be read", $"Check {SettingNames.BinanceBaseUrl} and the network.");
        else if (offset.Duration() > TooFar)
            report.Fail(Check, null, $"this machine is {-offset.TotalSeconds:0.0} s ahead of the exchange", "Set the machine's clock (NTP): signals and candles would be judged too old or in the future.");
        else if (offset.Duration() > Worth)
            report.Warn(Check, null, $"this machine is {-offset.TotalMilliseconds:0} ms ahead of the exchange; requests are stamped with the exchange's time", "Let the machine's clock be set by NTP.");
        else
            report.Pass(Check, null, $"this machine is {-offset.TotalMilliseconds:0} ms ahead of the exchange");
    }
}
