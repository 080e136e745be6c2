namespace Executor.Exchange.Tests.Streams.Account;

/// <summary>Events as the exchange documents them.</summary>
internal static class Events
{
    public const string Position = """{"e":"outboundAccountPosition","E":1764000000331,"u":1764000000330,"B":[{"a":"BTC","f":"0.00999000","l":"0.01000000"}]}""";

    public static string Execution(
        string execution = "TRADE", string status = "PARTIALLY_FILLED", string id = "ex-7f3a-01", string original = "", long tradeId = 9001,
        string type = "LIMIT", string more = "\"W\":1764000000321,") => $$"""
        {"e":"executionReport","E":1764000000330,"s":"BTCUSDT","c":"{{id}}","S":"BUY","o":"{{type}}","f":"GTC","q":"0.02000000","p":"61300.00000000",
         "P":"60000.00000000","F":"0.00000000","g":-1,"C":"{{original}}","x":"{{execution}}","X":"{{status}}","r":"NONE","i":4217,"l":"0.01000000","z":"0.01000000",
         "L":"61260.00000000","n":"0.00001000","N":"BTC","T":1764000000321,"t":{{tradeId}},"I":70213,"w":false,"m":false,"M":true,"O":1764000000321,
         "Z":"612.60000000","Y":"612.60000000","Q":"0.00000000",{{more}}"V":"EXPIRE_MAKER","somethingNew":[{"a":1} ] }
        """;
}
