using System.Collections.Concurrent;
using System.Globalization;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Scenarios;

namespace Executor.Simulator.Server.Limits;

/// <summary>Request weights by address and account, bans, order counts. Thread-safe. Source: Binance spot and margin API, limits.</summary>
public sealed class RateLimits(LimitScenario limits)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, AddressBudget> _addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Who, string Endpoint), FixedWindow> _sapi = [];
    private readonly ConcurrentDictionary<(Customer, bool IsMargin), OrderCount> _orders = [];

    /// <summary>What is allowed.</summary>
    public LimitScenario Limits { get; } = limits;

    /// <summary>The order count of a customer; margin orders have their own.</summary>
    public OrderCount OrdersOf(Customer customer, bool isMargin) => _orders.GetOrAdd((customer, isMargin), key => key.IsMargin
        ? new OrderCount(Limits.MarginOrdersPer10Seconds, Limits.MarginOrdersPerDay)
        : new OrderCount(Limits.OrdersPer10Seconds, Limits.OrdersPerDay));

    /// <summary>Charges a request to its address, or says why it is refused: a ban, too many requests, too much weight.</summary>
    public ApiError? Charge(string address, Endpoint endpoint, int weight, DateTimeOffset now)
    {
        lock (_gate)
        {
            var budget = BudgetOf(address);
            if (budget.BannedUntil > now)
                return Banned(budget.BannedUntil);
            budget.Raw.Add(1, now);
            var window = endpoint.WeightScope switch
            {
                WeightScope.Api => budget.Weight,
                WeightScope.SapiIp => SapiOf(address, endpoint),
                WeightScope.SapiUid => null,
            };
            if (budget.Raw.CountAt(now) > budget.Raw.Limit)
                return Refuse(budget, "Too many requests queued.", budget.Raw.EndAt(now), now);
            if (window is null)
                return null;
            window.Add(weight, now);
            return window.CountAt(now) <= window.Limit ? null : Refuse(budget, TooMuch(window.Limit), window.EndAt(now), now);
        }
    }

    /// <summary>Charges a request to the account; null where there is room, and for endpoints whose address pays.</summary>
    public ApiError? Charge(Customer customer, Endpoint endpoint, int weight, DateTimeOffset now)
    {
        if (endpoint.WeightScope != WeightScope.SapiUid)
            return null;
        lock (_gate)
        {
            var window = SapiOf(customer.Name, endpoint);
            window.Add(weight, now);
            return window.CountAt(now) <= window.Limit
                ? null
                : new ApiError(429, -1003, TooMuch(window.Limit)) { RetryAt = window.EndAt(now) };
        }
    }

    /// <summary>Charges what is no request of an endpoint, as a connection of the WebSocket API.</summary>
    public void Charge(string address, int weight, DateTimeOffset now)
    {
        lock (_gate)
            BudgetOf(address).Weight.Add(weight, now);
    }

    /// <summary>A success that costs nothing gives its weight back.</summary>
    public void Return(string address, Endpoint endpoint, int weight, DateTimeOffset now)
    {
        if (endpoint.WeightScope != WeightScope.Api)
            return;
        lock (_gate)
            BudgetOf(address).Weight.Add(-weight, now);
    }

    /// <summary>Weight an address has used of <c>/api</c> in the present minute.</summary>
    public int WeightOf(string address, DateTimeOffset now)
    {
        lock (_gate)
            return BudgetOf(address).Weight.CountAt(now);
    }

    /// <summary>Weight used of a SAPI endpoint in the present minute, by address or account.</summary>
    public int SapiWeightOf(string who, Endpoint endpoint, DateTimeOffset now)
    {
        lock (_gate)
            return SapiOf(who, endpoint).CountAt(now);
    }

    /// <summary>Bans an address until then; a time that is past lifts the ban.</summary>
    public void Ban(string address, DateTimeOffset until)
    {
        lock (_gate)
            BudgetOf(address).BannedUntil = until;
    }

    /// <summary>Refusal of a banned address.</summary>
    public static ApiError Banned(DateTimeOffset until) => new(418, -1003, string.Create(CultureInfo.InvariantCulture,
        $"Way too much request weight used; IP banned until {until.ToUnixTimeMilliseconds()}. Please use WebSocket Streams for live updates to avoid bans."))
    {
        RetryAt = until,
    };

    private static string TooMuch(int limit) =>
        $"Too much request weight used; current limit is {limit} request weight per 1 MINUTE. Please use WebSocket Streams for live updates to avoid polling the API.";

    private ApiError Refuse(AddressBudget budget, string message, DateTimeOffset until, DateTimeOffset now)
    {
        if (budget.Refused.Add(1, now) <= Limits.RefusedBeforeBan)
            return new ApiError(429, -1003, message) { RetryAt = until };
        var longest = TimeSpan.FromDays(3);
        var length = TimeSpan.FromSeconds(Limits.FirstBanSeconds * Math.Pow(2, Math.Min(budget.Bans++, 20)));
        budget.BannedUntil = now + (length < longest ? length : longest);
        return Banned(budget.BannedUntil);
    }

    private AddressBudget BudgetOf(string address)
    {
        if (!_addresses.TryGetValue(address, out var budget))
            _addresses.Add(address, budget = new AddressBudget(Limits));
        return budget;
    }

    private FixedWindow SapiOf(string who, Endpoint endpoint)
    {
        if (!_sapi.TryGetValue((who, endpoint.Name), out var window))
        {
            var limit = endpoint.WeightScope == WeightScope.SapiUid ? Limits.SapiUidWeight : Limits.SapiIpWeight;
            _sapi.Add((who, endpoint.Name), window = new FixedWindow(TimeSpan.FromMinutes(1), limit));
        }
        return window;
    }

    private sealed class AddressBudget(LimitScenario limits)
    {
        public FixedWindow Weight { get; } = new(TimeSpan.FromMinutes(1), limits.Weight);
        public FixedWindow Raw { get; } = new(TimeSpan.FromMinutes(5), limits.RawRequests);
        public FixedWindow Refused { get; } = new(TimeSpan.FromMinutes(1), int.MaxValue);
        public DateTimeOffset BannedUntil { get; set; } = DateTimeOffset.MinValue;
        public int Bans { get; set; }
    }
}
