using Executor.Exchange.Budget;

namespace Executor.Exchange.Http;

/// <summary>Which limit an endpoint's weight counts towards.</summary>
public enum WeightScope
{
    /// <summary>The address, with all of <c>/api</c>.</summary>
    Api,

    /// <summary>The address, for this endpoint alone.</summary>
    SapiIp,

    /// <summary>The account, for this endpoint alone.</summary>
    SapiUid,
}

/// <summary>One call of the exchange.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path from the root, without query.</param>
/// <param name="Scope">Which limit its weight counts towards.</param>
/// <param name="Weight">Weight of one call; the larger one where it depends on the answer.</param>
public sealed record ApiEndpoint(HttpMethod Method, string Path, WeightScope Scope, int Weight)
{
    /// <summary>True when the call needs key, time stamp and signature.</summary>
    public bool IsSigned { get; init; } = true;

    /// <summary>True when a call that succeeds weighs nothing.</summary>
    public bool IsFreeOnSuccess { get; init; }

    /// <summary>Orders that one call places: each leg of a list counts.</summary>
    public int Orders { get; init; }

    /// <summary>True for calls that change nothing: these alone are repeated, and on another host.</summary>
    public bool IsRead => Method == HttpMethod.Get;

    /// <summary>Method and path, as logs and metrics name it.</summary>
    public string Name { get; } = $"{Method} {Path}";

    /// <summary>The limit that its weight counts towards.</summary>
    public LimitKey WeightLimit => Scope switch
    {
        WeightScope.Api => LimitKey.Weight,
        WeightScope.SapiIp => LimitKey.SapiIp(Name),
        WeightScope.SapiUid => LimitKey.SapiUid(Name),
    };

    /// <summary>The limits that its orders count towards, in ten seconds and in a day: margin orders have a budget of their own.</summary>
    public (LimitKey Short, LimitKey Day) OrderLimits => Scope switch
    {
        WeightScope.Api => (LimitKey.OrdersShort, LimitKey.OrdersDay),
        WeightScope.SapiIp or WeightScope.SapiUid => (LimitKey.MarginOrdersShort, LimitKey.MarginOrdersDay),
    };

    /// <summary>All that one call adds to the limits.</summary>
    public IReadOnlyList<LimitCharge> Charges { get; private init; } = [];

    /// <summary>The endpoint with its charges worked out; another weight where the parameters decide it.</summary>
    internal ApiEndpoint Weighing(int weight)
    {
        var endpoint = this with { Weight = weight };
        List<LimitCharge> charges = [new(endpoint.WeightLimit, weight), new(LimitKey.RawRequests, 1)];
        if (Orders > 0)
        {
            charges.Add(new(OrderLimits.Short, Orders));
            charges.Add(new(OrderLimits.Day, Orders));
        }

        return endpoint with { Charges = charges };
    }
}
