using Executor.Simulator.Server.Faults;
using Executor.Simulator.Server.Streams;

namespace Executor.Simulator.Server.Control;

/// <summary>Faults, clock, bans and reset of the venue as a whole.</summary>
internal sealed class VenueControl(Venue venue, FaultBook faults, VenuePump pump)
{
    private const long MostAhead = 31_536_000_000; // a year in milliseconds
    private const int LongestBan = 259_200; // three days

    public Task FaultsAsync(ControlCall call) => call.AnswerAsync(faults.All, ControlJson.Default.ImmutableArrayFaultStanding);

    public async Task AddFaultAsync(ControlCall call)
    {
        var rule = await call.BodyAsync(ControlJson.Default.FaultRule);
        if (rule.Error is { } error)
            throw ControlException.Bad(error);
        if (rule.Symbol is { } symbol && venue.FindMarket(symbol) is null)
            throw ControlException.Bad($"symbol: there is no market {symbol}.");
        if (rule.Customer is { } customer && venue.FindCustomer(customer) is null)
            throw ControlException.Bad($"customer: there is no customer {customer}.");
        await call.AnswerAsync(faults.Add(rule), ControlJson.Default.FaultStanding, status: 201);
    }

    public Task RemoveFaultAsync(ControlCall call)
    {
        if (!long.TryParse(call.Part("id"), out var id) || !faults.Remove(id))
            throw ControlException.Missing($"There is no fault {call.Part("id")}.");
        return call.DoneAsync();
    }

    public Task ClearFaultsAsync(ControlCall call)
    {
        faults.Clear();
        return call.DoneAsync();
    }

    public Task ClockAsync(ControlCall call)
    {
        var clock = venue.Clock;
        return call.AnswerAsync(
            new ClockStanding(clock.Now, (long)clock.Offset.TotalMilliseconds, clock.DriftPerSecond, clock.Speed), ControlJson.Default.ClockStanding);
    }

    public async Task ChangeClockAsync(ControlCall call)
    {
        var change = await call.BodyAsync(ControlJson.Default.ClockChange);
        if (change.OffsetMs is < -MostAhead or > MostAhead)
            throw ControlException.Bad($"offsetMs: must be between {-MostAhead} and {MostAhead}, is {change.OffsetMs}.");
        if (change.AdvanceMs is < 0 or > MostAhead)
            throw ControlException.Bad($"advanceMs: must be 0 to {MostAhead}, is {change.AdvanceMs}.");
        if (change.DriftMsPerSecond is <= -1_000m or > 1_000m)
            throw ControlException.Bad($"driftMsPerSecond: must be above -1000 and at most 1000, is {change.DriftMsPerSecond}.");
        if (change.Speed is < 0m or > 10_000m)
            throw ControlException.Bad($"speed: must be 0 to 10000, is {change.Speed}.");
        if (change.OffsetMs is { } offset)
            venue.Clock.SetOffset(TimeSpan.FromMilliseconds(offset));
        if (change.DriftMsPerSecond is { } drift)
            venue.Clock.SetDrift(drift);
        if (change.Speed is { } speed)
            venue.Clock.SetSpeed(speed);
        if (change.AdvanceMs is { } advance)
            venue.Clock.Advance(TimeSpan.FromMilliseconds(advance));
        pump.Step();
        venue.Flush();
        await ClockAsync(call);
    }

    public async Task BanAsync(ControlCall call)
    {
        var body = await call.BodyAsync(ControlJson.Default.BanBody);
        if (body.Seconds is < 0 or > LongestBan)
            throw ControlException.Bad($"seconds: must be 0 to {LongestBan}, is {body.Seconds}.");
        venue.Limits.Ban(body.Address, venue.Clock.Now.AddSeconds(body.Seconds));
        await call.DoneAsync();
    }

    /// <summary>As a test exchange is reset: orders and balances of all customers vanish and nobody is told (F25).</summary>
    public Task ResetAsync(ControlCall call)
    {
        foreach (var customer in venue.Customers)
            venue.Reset(customer);
        return call.DoneAsync();
    }
}
