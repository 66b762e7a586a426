/**
 * The words of pseudonyms: pleasant in any company, and no word in both lists.
 */

/** 128 adjectives. */
export const adjectives: ReadonlyArray<string> = `
  Agile Airy Amber Amiable Apricot Ardent Auburn Azure Balmy Blissful Blithe Bold Brave Breezy Bright
  Brisk Bronze Buoyant Calm Candid Caring Cheerful Chipper Clever Coastal Cobalt Copper Coral Cordial
  Cozy Crimson Crisp Crystal Curious Dapper Daring Dewy Dreamy Eager Earnest Elegant Emerald Fearless
  Festive Floral Fond Fresh Friendly Frosty Gallant Gentle Gilded Glad Golden Graceful Hearty Helpful
  Honest Humble Indigo Jolly Jovial Joyful Keen Kind Lavender Lilac Lively Loyal Lucid Lucky Lunar Maple
  Marble Mellow Merry Mighty Minty Misty Modest Mossy Nimble Noble Opal Patient Peach Placid Plucky
  Polite Quiet Radiant Rosy Rustic Saffron Sandy Sapphire Scenic Serene Silent Silver Sincere Snowy Solar
  Spirited Spry Starry Steady Stellar Sturdy Sunny Teal Tender Thoughtful Tidy Topaz Tranquil Trusty
  Turquoise Upbeat Valiant Velvet Vibrant Vivid Warm Wise Witty Woodland Zesty
`
  .trim()
  .split(/\s+/)

/** 128 animals. */
export const animals: ReadonlyArray<string> = `
  Albatross Alpaca Antelope Avocet Axolotl Badger Bison Bluebird Bobcat Bobolink Bumblebee Bunting
  Butterfly Caribou Chaffinch Chamois Cheetah Chickadee Chinchilla Chipmunk Cicada Clownfish Condor
  Cormorant Curlew Dolphin Dormouse Dragonfly Eagle Egret Eland Falcon Fawn Finch Firefly Flamingo Fox
  Gannet Gazelle Gecko Giraffe Goldfinch Grasshopper Hare Hedgehog Heron Hoopoe Hummingbird Ibex Ibis
  Impala Jackdaw Jerboa Kakapo Kestrel Kingfisher Kiwi Koala Koi Kookaburra Ladybug Lapwing Lemur Leopard
  Linnet Lion Lynx Macaw Magpie Marmot Marten Meerkat Mongoose Moose Narwhal Newt Nightingale Numbat
  Nuthatch Ocelot Okapi Oriole Oryx Osprey Otter Owl Panda Pangolin Parakeet Pelican Penguin Pheasant
  Pika Plover Porpoise Puffin Quail Quokka Rabbit Reindeer Salmon Sandpiper Seahorse Sparrow Springbok
  Squirrel Starfish Starling Stork Sunbird Swallow Swan Tamarin Tanager Tapir Tern Thrush Tiger Toucan
  Trout Turtle Wallaby Warbler Waxwing Wolf Wombat Woodpecker Zebra
`
  .trim()
  .split(/\s+/)
